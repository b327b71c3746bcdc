namespace QMlp.ModelFormat;

/// <summary>Counts that people ask of a model; emitted classes and the command line state the same.</summary>
static class ModelCounts
{
    /// <summary>Weights, biases and normalization parameters.</summary>
    public static long Parameters(this QuantizedModel model)
    {
        var count = 0L;
        foreach (var step in model.Steps)
        {
            count += step switch
            {
                LinearStep linear => linear.Groups.Sum(group => ((long)group.Weights.Depth + 1) * group.Weights.Rows),
                LayerNormStep norm => (norm.Gain.Length + norm.Offset.Length) / sizeof(float),
                _ => 0,
            };
        }

        return count;
    }
}
