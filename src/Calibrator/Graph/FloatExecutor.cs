namespace QMlp.Calibrator.Graph;

/// <summary>Computes the float network, plainly: the meaning of the graph, against which importers and quantizers are tested.</summary>
static class FloatExecutor
{
    /// <summary>The output for one sample; <paramref name="sample"/> has the elements of the graph's input.</summary>
    public static float[] Run(FloatGraph graph, float[] sample) => RunAll(graph, sample)[graph.Output];

    /// <summary>Every value of the graph for one sample, the input included.</summary>
    public static IReadOnlyDictionary<Value, float[]> RunAll(FloatGraph graph, float[] sample) =>
        throw new NotSupportedException();
}
