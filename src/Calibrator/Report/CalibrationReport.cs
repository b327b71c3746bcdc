namespace QMlp.Calibrator.Report;

/// <summary>What <c>calibrate</c> wrote.</summary>
/// <param name="Samples">Samples used, of <paramref name="Available"/> in the data set.</param>
/// <param name="WeightBits">As asked for; <paramref name="Layers"/> says what each layer has.</param>
/// <param name="WeightGroups">Weights that share a scale where they have 4 bits; null: those of an output channel.</param>
/// <param name="TakesPixels">Whether the model takes byte images, with the normalization folded into its first layer.</param>
/// <param name="FloatBytes">Size of the float model on disk.</param>
/// <param name="Convergence">How far the range of each tensor still moved with the second half of the samples, the farthest first.</param>
/// <param name="Accumulation">What it cost that sums of 16 bits hold more products; null where no weight was changed for that.</param>
/// <param name="IneffectiveOptions">Options that were given and changed nothing on this network.</param>
/// <param name="Notes">How the network's end differs from the float model's, in sentences.</param>
/// <param name="Bytes">Size of the quantized model on disk, sidecar included.</param>
/// <param name="WeightBytes">Size of the block of weights, biases, multipliers and tables, which becomes part of the program: what a --budget bounds.</param>
sealed record CalibrationReport(
    string Output,
    int Samples,
    int Available,
    string Method,
    int ActivationBits,
    int WeightBits,
    IReadOnlyList<LayerWeights> Layers,
    int? WeightGroups,
    bool TakesPixels,
    long Parameters,
    long FloatBytes,
    long Bytes,
    long WeightBytes,
    string SourceSha256,
    string DataSha256,
    IReadOnlyList<RangeConvergence> Convergence,
    AccumulationReport? Accumulation,
    IReadOnlyList<IneffectiveOptionReport> IneffectiveOptions,
    IReadOnlyList<string> Notes) : IReport
{
    public void WriteText(TextWriter output)
    {
        output.WriteLine(
            $"{Output}: {WeightText()} weights{(WeightGroups is { } size ? $" (4-bit ones in groups of {size})" : "")}, {ActivationBits}-bit activations, "
                + $"{NumberText.Count(Parameters)} parameters, {NumberText.Bytes(WeightBytes)} of weights in a file of {NumberText.Bytes(Bytes)} (float "
                + $"model {NumberText.Bytes(FloatBytes)})");
        output.WriteLine(Samples == 0
            ? "scales and zero points are those of the ONNX model"
            : $"calibrated on {NumberText.Count(Samples)} of {NumberText.Count(Available)} samples, method {Method}");
        if (Convergence is [{ Movement: > 0 } first, ..])
        {
            output.WriteLine(
                $"with the second half of the samples ranges moved by up to {100 * first.Movement:0.#} % ({first.Tensor}), half of them by "
                    + $"{100 * Convergence[Convergence.Count / 2].Movement:0.#} % or less");
        }

        if (Accumulation is not null)
        {
            output.WriteLine(Accumulation.Sentence());
        }

        output.WriteLine(TakesPixels
            ? "takes byte images as they are (normalization is part of the first layer) and float tensors"
            : "takes float tensors");
        foreach (var option in IneffectiveOptions)
        {
            output.WriteLine($"Note: --{option.Option} had no effect: {option.Reason}.");
        }

        foreach (var note in Notes)
        {
            output.WriteLine($"Note: {note}");
        }
    }

    /// <summary>"8-bit", or "4-bit (fc1 and 3 others 8-bit)" with the fewer ones named.</summary>
    private string WeightText()
    {
        var byBits = Layers.GroupBy(layer => layer.Bits).OrderByDescending(group => group.Count()).ToList();
        return byBits is [var most, var fewer]
            ? $"{most.Key}-bit ({fewer.First().Layer}{(fewer.Count() > 1 ? $" and {fewer.Count() - 1} more" : "")} {fewer.Key}-bit)"
            : $"{byBits[0].Key}-bit";
    }
}

/// <summary>Bits of the weights of one layer.</summary>
sealed record LayerWeights(string Layer, int Bits);

/// <param name="Option">Its name on the command line, without dashes.</param>
/// <param name="Reason">Why, as the rest of a sentence.</param>
sealed record IneffectiveOptionReport(string Option, string Reason);

/// <param name="Group">Channel group, from 0.</param>
/// <param name="Movement">The larger movement of the two bounds, as a part of the width of the range.</param>
sealed record RangeConvergence(string Tensor, int Group, double Movement);
