using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>Counts that people ask of a quantized model.</summary>
static class ModelFacts
{
    /// <summary>Multiply-accumulate operations of one sample.</summary>
    public static long Macs(QuantizedModel model) => model.Steps.Sum(step => Macs(model, step));

    /// <summary>Those of one step: each element that a matrix product makes takes K of them.</summary>
    public static long Macs(QuantizedModel model, Step step) =>
        step is LinearStep linear ? (long)Tensor(model, step.Output).Length * linear.Groups[0].Weights.Depth : 0;

    /// <summary>Number of logits of one sample.</summary>
    public static int OutputLength(QuantizedModel model) => Tensor(model, model.Output).Length;

    /// <summary>The word for a step in listings: "linear", "layernorm".</summary>
    public static string Kind(Step step) => step.GetType().Name.Replace(nameof(Step), "", StringComparison.Ordinal).ToLowerInvariant();

    public static TensorInfo Tensor(QuantizedModel model, string name) => model.Tensors.First(tensor => tensor.Name == name);
}
