namespace QMlp.ModelFormat;

/// <summary>Counts that people ask of a model; emitted classes and the command line state the same.</summary>
static class ModelCounts
{
    /// <summary>Weights, biases and normalization parameters; see <see cref="Provenance.Parameters"/>.</summary>
    public static long Parameters(this QuantizedModel model) => model.Provenance.Parameters;

    /// <summary>Multiply-accumulate operations of one sample, step by step.</summary>
    public static IReadOnlyList<long> MultiplyAccumulates(this QuantizedModel model)
    {
        var tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        return [.. model.Steps.Select(step => StepKinds.Of(step).MultiplyAccumulates(step, tensors[step.Output]))];
    }
}
