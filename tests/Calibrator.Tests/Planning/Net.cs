using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>Builds float graphs node by node; every value gets a range, by default -4 to 4.</summary>
sealed class Net
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Value, IReadOnlyList<ActivationRange>> _ranges = [];
    private readonly Random _random = new(1);

    public Net(params int[] shape)
    {
        Input = new Value("input", new Shape(shape), null);
        _ranges[Input] = [new ActivationRange(-2, 2)];
    }

    /// <summary>A graph as it is.</summary>
    public Net(FloatGraph graph)
    {
        Input = graph.Input;
        _nodes.AddRange(graph.Nodes);
        foreach (var value in graph.Nodes.Select(node => node.Output).Append(Input))
        {
            _ranges[value] = [new ActivationRange(-4, 4)];
        }
    }

    public Value Input { get; }

    public FloatGraph Graph => new("net", Input, _nodes, _nodes[^1].Output);

    /// <summary>Adds a node that the function makes from its output value.</summary>
    public Value Add(string name, Shape shape, Func<Value, Node> node)
    {
        var output = new Value(name + ".out", shape, null);
        _ranges[output] = [new ActivationRange(-4, 4)];
        _nodes.Add(node(output));
        return output;
    }

    public Value Linear(string name, Value x, int axis, int rows, int groups = 1, float[]? columnScale = null)
    {
        var depth = x.Shape[axis];
        var inner = x.Shape.Inner(axis);
        return Linear(name, x, axis, [.. Enumerable.Range(0, groups).Select(_ => new LinearWeights(
            inner / groups, rows, depth, Reals(rows * depth, 1 / Math.Sqrt(depth)), Reals(rows, 0.2), columnScale))]);
    }

    public Value Linear(string name, Value x, int axis, params LinearWeights[] groups) =>
        Add(name, x.Shape.With(axis, groups[0].Rows), output => new LinearNode(name, x, axis, groups, output));

    /// <summary>A classifier, so that the graph ends in a linear layer.</summary>
    public Value Head(Value x, int classes = 3) => Linear("head", x, x.Shape.Rank - 1, classes);

    public Value Norm(string name, Value x) => Add(name, x.Shape, output => new LayerNormNode(
        name, x, [.. Reals(x.Shape[^1], 0.3).Select(value => 1 + value)], Reals(x.Shape[^1], 0.2), 1e-5f, output));

    public Value Affine(string name, Value x) => Add(name, x.Shape, output => new AffineNode(
        name, x, [.. Reals(x.Shape[^1], 0.3).Select(value => 1 + value)], Reals(x.Shape[^1], 0.2), output));

    public Value Activate(string name, Value x, params ActivationFunction[] functions) =>
        Add(name, x.Shape, output => new ActivationNode(name, x, functions, output));

    public Value Sum(string name, Value left, Value right) => Add(name, left.Shape, output => new AddNode(name, left, right, output));

    public Value Mean(string name, Value x) =>
        Add(name, new Shape([.. x.Shape.Dims[..1], .. x.Shape.Dims[2..]]), output => new MeanNode(name, x, 1, false, output));

    public Value Patches(string name, Value x, int size) => Add(
        name, new Shape(1, x.Shape[2] / size * (x.Shape[3] / size), x.Shape[1] * size * size), output => new PatchesNode(name, x, size, size, output));

    public Value Reshape(string name, Value x, params int[] shape) => Add(name, new Shape(shape), output => new ReshapeNode(name, x, output));

    public Net Range(Value value, params (float Min, float Max)[] ranges)
    {
        _ranges[value] = [.. ranges.Select(range => new ActivationRange(range.Min, range.Max))];
        return this;
    }

    public float[] Reals(int count, double deviation) => [.. Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() - 0.5) * 3.4 * deviation))];

    public QuantizationPlan Plan(QuantizationSettings? settings = null) => QuantizationPlan.Create(Graph, settings ?? new QuantizationSettings());

    public QuantizedModel Quantize(QuantizationSettings? settings = null, InputDescription? input = null, params float[][] samples) =>
        NetworkQuantizer.Quantize(Plan(settings), _ranges, input ?? new FloatInput(), Provenance, samples);

    /// <summary>Ranges as calibration would find them: the extremes of every value over the samples, for as many groups as are asked for.</summary>
    public Net Observe(params float[][] samples)
    {
        var runs = samples.Select(sample => FloatExecutor.RunAll(Graph, sample)).ToList();
        foreach (var request in Plan().Requests)
        {
            var channels = request.Value.Shape[^1] / request.Groups;
            Range(request.Value, [.. Enumerable.Range(0, request.Groups).Select(g =>
            {
                float[] seen = [.. runs.SelectMany(run => run[request.Value].Where((_, i) => i % request.Value.Shape[^1] / channels == g))];
                return (seen.Min(), seen.Max());
            })]);
        }

        return this;
    }

    private static Provenance Provenance => TestProvenance.Of("net.onnx");
}
