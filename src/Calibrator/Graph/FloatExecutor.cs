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
            Evaluate(node, value => values[value], output);
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
            Evaluate(node, value => changed.GetValueOrDefault(value) ?? values[value], output);
            changed[node.Output] = output;
        }

        return changed.GetValueOrDefault(graph.Output) ?? values[graph.Output];
    }

    private static void Evaluate(Node node, Func<Value, float[]> read, float[] y)
    {
        switch (node)
        {
            case LinearNode n: LinearExecutor.Run(n, read(n.Input), y); break;
            case ConvNode n: ConvExecutor.Run(n, read(n.Input), y); break;
            case LayerNormNode n: LayerNorm(n, read(n.Input), y); break;
            case AffineNode n: Affine(n.Scale, n.Shift, 1, read(n.Input), y); break;
            case AxisAffineNode n: Affine(n.Scale, n.Shift, n.Output.Shape.Inner(n.Axis), read(n.Input), y); break;
            case ActivationNode n: Activate(n, read(n.Input), y); break;
            case AddNode n: Combine(read(n.Left), read(n.Right), y, static (a, b) => a + b); break;
            case MultiplyNode n: Combine(read(n.Left), read(n.Right), y, static (a, b) => a * b); break;
            case MeanNode n: Mean(n, read(n.Input), y); break;
            case SoftmaxNode n: Softmax(n, read(n.Input), y); break;
            case ReshapeNode n: read(n.Input).CopyTo(y, 0); break;
            case PrimitiveNode n: PrimitiveExecutor.Run(n, read, y); break;
            default: RearrangeExecutor.Run(node, read, y); break;
        }
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

    private static void LayerNorm(LayerNormNode node, float[] x, float[] y)
    {
        var channels = node.Input.Shape[^1];
        for (var row = 0; row < x.Length; row += channels)
        {
            double sum = 0, squares = 0;
            for (var c = 0; c < channels; c++)
            {
                sum += x[row + c];
            }

            var mean = sum / channels;
            for (var c = 0; c < channels; c++)
            {
                squares += (x[row + c] - mean) * (x[row + c] - mean);
            }

            var factor = 1 / Math.Sqrt((squares / channels) + node.Epsilon);
            for (var c = 0; c < channels; c++)
            {
                y[row + c] = (float)(((x[row + c] - mean) * factor * node.Gain[c]) + node.Shift[c]);
            }
        }
    }

    private static void Affine(float[] scale, float[] shift, int inner, float[] x, float[] y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var channel = i / inner % scale.Length;
            y[i] = (x[i] * scale[channel]) + shift[channel];
        }
    }

    private static void Activate(ActivationNode node, float[] x, float[] y)
    {
        var channels = node.Output.Shape[^1];
        var group = channels / node.Functions.Count;
        SampledFunction[] functions = [.. node.Functions.Select(SampledFunction.Of)];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = functions[i % channels / group].At(x[i]);
        }
    }

    private static void Combine(float[] left, float[] right, float[] y, Func<float, float, float> operation)
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = operation(left[i], right[i]);
        }
    }

    private static void Mean(MeanNode node, float[] x, float[] y)
    {
        int extent = node.Input.Shape[node.Axis], inner = node.Input.Shape.Inner(node.Axis);
        for (var i = 0; i < y.Length; i++)
        {
            var start = (i / inner * extent * inner) + (i % inner);
            double sum = 0;
            for (var k = 0; k < extent; k++)
            {
                sum += x[start + (k * inner)];
            }

            y[i] = (float)(sum / extent);
        }
    }

    private static void Softmax(SoftmaxNode node, float[] x, float[] y)
    {
        int extent = node.Input.Shape[node.Axis], inner = node.Input.Shape.Inner(node.Axis);
        for (var i = 0; i < y.Length / extent; i++)
        {
            var start = (i / inner * extent * inner) + (i % inner);
            var largest = float.NegativeInfinity;
            for (var k = 0; k < extent; k++)
            {
                largest = Math.Max(largest, x[start + (k * inner)]);
            }

            double sum = 0;
            for (var k = 0; k < extent; k++)
            {
                sum += Math.Exp(x[start + (k * inner)] - largest);
            }

            for (var k = 0; k < extent; k++)
            {
                y[start + (k * inner)] = (float)(Math.Exp(x[start + (k * inner)] - largest) / sum);
            }
        }
    }
}
