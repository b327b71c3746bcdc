using QMlp.ModelFormat;

namespace QMlp.Calibrator.Analysis;

/// <summary>What quantization did to one tensor, in the real quantized run.</summary>
/// <param name="Step">Name of the step that makes it; empty for the input.</param>
/// <param name="Type">u8, s16 or f32.</param>
/// <param name="SqnrDb">Of the dequantized tensor against the float network's, errors of all steps before it included.</param>
/// <param name="Distribution">Of the float network's elements.</param>
/// <param name="Ranges">What the quantizers can represent, one for each channel group; none for floats.</param>
/// <param name="Saturated">Fraction of the float network's elements that lie outside of those ranges.</param>
/// <param name="Advice">Where the ratio is low, why, and what to try; null where it is not.</param>
sealed record TensorAnalysis(
    string Name,
    string Step,
    string Type,
    IReadOnlyList<int> Shape,
    double SqnrDb,
    Distribution Distribution,
    IReadOnlyList<RepresentedRange> Ranges,
    double Saturated,
    string? Advice);

/// <summary>The reals that a quantizer represents.</summary>
/// <param name="Levels">Number of codes between them.</param>
sealed record RepresentedRange(double Min, double Max, int Levels)
{
    public static RepresentedRange Of(Quantizer quantizer) => new(
        (double)quantizer.Scale * (quantizer.Min - quantizer.ZeroPoint),
        (double)quantizer.Scale * (quantizer.Max - quantizer.ZeroPoint),
        quantizer.Max - quantizer.Min + 1);

    public bool Contains(float value) => value >= Min - Step && value <= Max + Step;

    /// <summary>Half a step beyond the outermost code still rounds to it.</summary>
    private double Step => (Max - Min) / (Levels - 1) / 2;
}

/// <summary>
/// What one step costs when it alone is computed as the quantized network does: its inputs are quantized from the float network's, and all
/// else is float.
/// </summary>
/// <param name="Kind">linear, layernorm, rescale, mean or table.</param>
/// <param name="WeightBits">Of a linear step, else null.</param>
/// <param name="OwnSqnrDb">Of the step's output against the float network's.</param>
/// <param name="OutputSqnrDb">Of the network's output.</param>
/// <param name="Top1">Fraction of samples whose label has the largest output; null without labels.</param>
sealed record StepSensitivity(string Name, string Kind, int? WeightBits, double OwnSqnrDb, double OutputSqnrDb, double? Top1);

/// <summary>The result of <see cref="NetworkAnalyzer"/>.</summary>
/// <param name="Samples">Samples behind the tensors.</param>
/// <param name="SensitivitySamples">Samples behind the sensitivities: the first ones of those.</param>
/// <param name="FloatTop1">Of the float network on these samples; null without labels.</param>
/// <param name="OutputSqnrDb">Of the quantized network's output.</param>
sealed record NetworkAnalysis(
    int Samples,
    int SensitivitySamples,
    double OutputSqnrDb,
    double? FloatTop1,
    double? Top1,
    IReadOnlyList<TensorAnalysis> Tensors,
    IReadOnlyList<StepSensitivity> Steps);
