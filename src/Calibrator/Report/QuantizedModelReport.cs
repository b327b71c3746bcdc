namespace QMlp.Calibrator.Report;

/// <summary>What <c>inspect</c> shows of a quantized model.</summary>
/// <param name="Settings">All settings, and what was done to the network, by name.</param>
/// <param name="Accuracy">What was measured when the model was made; null where nobody asked for it.</param>
/// <param name="Pixels">Layout of the byte images that it takes: hwc, asfloat, or none.</param>
/// <param name="Bytes">Size on disk, sidecar included.</param>
/// <param name="WeightBytes">Size of the block of weights, biases, multipliers and tables, which becomes part of the program.</param>
/// <param name="Storage">inline or sidecar.</param>
/// <param name="GoldenVectors">Number of self-test vectors.</param>
/// <param name="Plan">What the generated class does; null where the generator refuses the model, which <paramref name="Refusal"/> says why.</param>
sealed record QuantizedModelReport(
    string File,
    string Name,
    string Tool,
    string Source,
    string SourceSha256,
    string Data,
    int Samples,
    IReadOnlyDictionary<string, string> Settings,
    RecordedAccuracy? Accuracy,
    IReadOnlyList<int> InputShape,
    string Pixels,
    IReadOnlyList<int> OutputShape,
    long Parameters,
    long Macs,
    long Bytes,
    long WeightBytes,
    string Storage,
    int GoldenVectors,
    IReadOnlyList<StepReport> Steps,
    PlanReport? Plan,
    string? Refusal) : ICheckReport
{
    public bool HasPassed() => Refusal is null;

    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{File}: {Name}, quantized by {Tool}");
        output.WriteLine($"from {Source} (SHA-256 {SourceSha256}), calibrated on {NumberText.Count(Samples)} samples of {Data}");
        output.WriteLine("settings: " + string.Join(", ", Settings.Select(setting => $"{setting.Key} {setting.Value}")));
        output.WriteLine(
            $"input {NumberText.Shape(InputShape)} ({(Pixels == "none" ? "floats" : "floats or bytes, layout " + Pixels)}), output "
                + $"{NumberText.Shape(OutputShape)}");
        output.WriteLine(
            $"{NumberText.Count(Parameters)} parameters, {NumberText.Operations(Macs)} MACs a sample, {NumberText.Bytes(Bytes)}, weights "
                + $"{NumberText.Bytes(WeightBytes)} {Storage}, {GoldenVectors} golden vectors");
        output.WriteLine();
        if (Plan is not null)
        {
            Plan.WriteTo(output);
            return;
        }

        output.WriteLine($"cannot be compiled: {Refusal}");
        output.WriteLine();
        StepReport.WriteTable(Steps, output);
    }
}

/// <param name="Float">The float network's share of right answers.</param>
/// <param name="Drop">Percentage points of <paramref name="Quantized"/> below it.</param>
sealed record RecordedAccuracy(string Data, int Samples, double Float, double Quantized, double Drop);
