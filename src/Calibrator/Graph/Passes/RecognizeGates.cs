namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Activation functions of the form x * gate(x), whichever way the product is associated: GELU by erf or by tanh, SiLU, hard-swish.
/// </summary>
static class RecognizeGates
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (!IsProduct(node))
        {
            return false;
        }

        foreach (var gate in Leaves(graph, node, depth: 4))
        {
            foreach (var (core, a, b) in Patterns.ScalarAffineChain(graph, gate))
            {
                if (Candidate(graph, core, a, b) is var (x, factor, function) && Product(graph, node, x, gate) is { } k && Patterns.IsClose(k, factor))
                {
                    graph.Emit(new ActivationNode(Patterns.Module(node.Name), x, [function], node.Output));
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsProduct(Node node) =>
        node is MultiplyNode || Patterns.IsScalar(node, Primitive.Multiply, out _, out _) || Patterns.IsScalar(node, Primitive.Divide, out _, out _);

    /// <summary>
    /// If a * core + b is the gate of a known function, its argument x, the factor k that the product x * gate must have, and the function.
    /// </summary>
    private static (Value X, double Factor, ActivationFunction Function)? Candidate(GraphRewriter graph, Value core, double a, double b)
    {
        switch (graph.Maker(core))
        {
            // x * (1 + erf(x / sqrt 2)) / 2
            case PrimitiveNode { Operation: Primitive.Erf } erf when Patterns.IsClose(a, b) && a != 0:
                foreach (var (x, scale, shift) in Patterns.ScalarAffineChain(graph, erf.Operands[0].Value!))
                {
                    if (shift == 0 && Patterns.IsClose(scale, Math.Sqrt(0.5)))
                    {
                        return (x, 0.5 / a, new GeluFunction());
                    }
                }

                return null;

            // x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2
            case ActivationNode { Functions: [TanhFunction] } tanh when Patterns.IsClose(a, b) && a != 0:
                return GeluArgument(graph, tanh.Input) is { } argument ? (argument, 0.5 / a, new GeluTanhFunction()) : null;

            case ActivationNode { Functions: [SigmoidFunction] } sigmoid when b == 0 && a != 0:
                return (sigmoid.Input, 1 / a, new SiluFunction());

            case ActivationNode { Functions: [HardSigmoidFunction { Beta: 0.5f } function] } hard when b == 0 && a != 0 && Patterns.IsClose(function.Alpha, 1 / 6.0):
                return (hard.Input, 1 / a, new HardSwishFunction());

            // x * min(max(x + 3, 0), 6) / 6
            case ActivationNode { Functions: [ClipFunction { Low: 0, High: 6 }] } clip
                when b == 0 && a != 0 && Patterns.ScalarAffine(graph.Maker(clip.Input)) is (var x, 1, 3):
                return (x, 1 / (6 * a), new HardSwishFunction());

            default:
                return null;
        }
    }

    /// <summary>The x of which a value is sqrt(2 / pi) * (x + 0.044715 x^3).</summary>
    private static Value? GeluArgument(GraphRewriter graph, Value value)
    {
        var linear = Math.Sqrt(2 / Math.PI);
        foreach (var x in Polynomial.Ancestors(graph, value, depth: 6))
        {
            if (Polynomial.Of(graph, value, x) is { } p && p[0] == 0 && Patterns.IsClose(p[1], linear) && p[2] == 0 && Patterns.IsClose(p[3], 0.044715 * linear))
            {
                return x;
            }
        }

        return null;
    }

    /// <summary>Values that a product may be made of, at any depth.</summary>
    private static IEnumerable<Value> Leaves(GraphRewriter graph, Node? node, int depth)
    {
        if (depth == 0 || node is null || !IsProduct(node))
        {
            yield break;
        }

        foreach (var input in node.Inputs)
        {
            yield return input;
            foreach (var leaf in Leaves(graph, graph.Maker(input), depth - 1))
            {
                yield return leaf;
            }
        }
    }

    /// <summary>k, if the node makes k * x * gate; null otherwise.</summary>
    private static double? Product(GraphRewriter graph, Node node, Value x, Value gate)
    {
        var k = 1.0;
        int ofX = 0, ofGate = 0;
        var open = new Stack<(Value Value, Node? Producer)>();
        open.Push((node.Output, node));
        for (var steps = 0; open.Count > 0; steps++)
        {
            var (value, producer) = open.Pop();
            if (value == x)
            {
                ofX++;
            }
            else if (value == gate)
            {
                ofGate++;
            }
            else if (steps > 16 || producer is null || !IsProduct(producer))
            {
                return null;
            }
            else
            {
                if (Patterns.ScalarAffine(producer) is { } step)
                {
                    k *= step.A;
                }

                foreach (var input in producer.Inputs)
                {
                    open.Push((input, graph.Maker(input)));
                }
            }
        }

        return ofX == 1 && ofGate == 1 ? k : null;
    }
}
