using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>Counts that people ask of a quantized model.</summary>
static class ModelFacts
{
    /// <summary>Multiply-accumulate operations of one sample.</summary>
    public static long Macs(QuantizedModel model) => model.MultiplyAccumulates().Sum();

    /// <summary>Number of logits of one sample.</summary>
    public static int OutputLength(QuantizedModel model) => Tensor(model, model.Output).Length;

    /// <summary>The word for a step in listings: "linear", "layernorm".</summary>
    public static string Kind(Step step) => StepKinds.Of(step).Word.ToLowerInvariant();

    public static TensorInfo Tensor(QuantizedModel model, string name) => model.Tensors.First(tensor => tensor.Name == name);
}
