namespace QMlp.Calibrator.Graph;

/// <summary>Computes the float network, plainly: the meaning of the graph, against which importers and quantizers are tested.</summary>
static class FloatExecutor
{
    /// <summary>The output for one sample; <paramref name="sample"/> has the elements of the graph's input.</summary>
    public static float[] Run(FloatGraph graph, float[] sample, CancellationToken cancellation = default) => RunAll(graph, sample, cancellation)[graph.Output];

    /// <summary>Every value of the graph for one sample, the input included.</summary>
    public static IReadOnlyDictionary<Value, float[]> RunAll(FloatGraph graph, float[] sample, CancellationToken cancellation = default)
    {
        if (sample.Length != graph.Input.Shape.Length)
        {
            throw new ArgumentException($"a sample has {graph.Input.Shape.Length} elements, not {sample.Length}", nameof(sample));
        }

        var values = new Dictionary<Value, float[]> { [graph.Input] = Rounded(graph, graph.Input, sample) };
        foreach (var node in graph.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            var output = new float[node.Output.Shape.Length];
            node.Compute(value => values[value], output);
            values[node.Output] = Rounded(graph, node.Output, output);
        }

        return values;
    }

    /// <summary>The output when one value is replaced by another array; only what depends on it is computed again.</summary>
    /// <param name="values">Every value of the graph for the sample, as <see cref="RunAll"/> gives them.</param>
    public static float[] RunWith(
        FloatGraph graph, IReadOnlyDictionary<Value, float[]> values, Value replaced, float[] replacement, CancellationToken cancellation = default)
    {
        var changed = new Dictionary<Value, float[]> { [replaced] = replacement };
        foreach (var node in graph.Nodes)
        {
            if (node.Output == replaced || !node.Inputs.Any(changed.ContainsKey))
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var output = new float[node.Output.Shape.Length];
            node.Compute(value => changed.GetValueOrDefault(value) ?? values[value], output);
            changed[node.Output] = output;
        }

        return changed.GetValueOrDefault(graph.Output) ?? values[graph.Output];
    }

    /// <summary>What the original model makes of a value that it quantizes.</summary>
    private static float[] Rounded(FloatGraph graph, Value value, float[] x)
    {
        if (!graph.Quantizers.TryGetValue(value, out var quantizers))
        {
            return x;
        }

        var channels = value.Shape[^1];
        var group = channels / quantizers.Count;
        return [.. x.Select((element, i) => (float)quantizers[i % channels / group].Apply(element))];
    }
}
