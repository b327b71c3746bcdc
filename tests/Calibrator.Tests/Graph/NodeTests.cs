using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Tests.Graph;

/// <summary>What every kind of node answers, on one node of each.</summary>
public class NodeTests
{
    private static readonly Value X = new("x", new Shape(1, 4, 6), null), Y = new("y", new Shape(1, 4, 6), null);

    private static readonly Value Image = new("image", new Shape(1, 2, 4, 6), null);

    private static readonly Operand Quarter = new(null, new Constant(new Shape(1), [0.25f]));

    /// <summary>A node of each kind, with the parameters and multiplications that it has.</summary>
    private static readonly (Node Node, long Parameters, long Macs)[] Examples =
    [
        (new LinearNode("n", X, 2, [new LinearWeights(1, 5, 6, Numbers(30), Numbers(5), null)], Output(1, 4, 5)), 35, 120),
        (new LinearNode("n", X, 1, [Group(2, 0.5f), Group(4, -2)], Output(1, 3, 6)), 36, 72),
        (new LayerNormNode("n", X, Numbers(6), Numbers(6), 1e-5f, Output(1, 4, 6)), 12, 0),
        (new AffineNode("n", X, Numbers(6), Numbers(6), Output(1, 4, 6)), 12, 0),
        (new AxisAffineNode("n", X, 1, Numbers(4), Numbers(4), Output(1, 4, 6)), 8, 0),
        (new ActivationNode("n", X, [new GeluFunction(), new ClipFunction(-1, 0.5f)], Output(1, 4, 6)), 0, 0),
        (new AddNode("n", X, Y, Output(1, 4, 6)), 0, 0),
        (new MultiplyNode("n", X, Y, Output(1, 4, 6)), 0, 0),
        (new MeanNode("n", X, 1, false, Output(1, 6)), 0, 0),
        (new ReshapeNode("n", X, Output(1, 24)), 0, 0),
        (new TransposeNode("n", X, [0, 2, 1], Output(1, 6, 4)), 0, 0),
        (new SliceNode("n", X, 2, 1, 3, Output(1, 4, 3)), 0, 0),
        (new ConcatNode("n", [X, Y, X], 1, Output(1, 12, 6)), 0, 0),
        (new PatchesNode("n", Image, 2, 3, Output(1, 4, 12)), 0, 0),
        (new SoftmaxNode("n", X, 2, Output(1, 4, 6)), 0, 0),
        (new ConvNode("n", Image, new ConvWeights(new Shape(3, 2, 3, 3), Numbers(54), Numbers(3), 1, 1, 1, [1, 1, 1, 1], 1, 1), Output(1, 3, 4, 6)), 57, 1296),
        (new PrimitiveNode("n", Primitive.Maximum, [new Operand(X, null), Quarter], "Max", Output(1, 4, 6)), 0, 0),
    ];

    [Fact]
    public void Every_kind_has_an_example()
    {
        // What is not understood is shown and judged, never computed.
        var kinds = typeof(Node).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract && type != typeof(OpaqueNode));
        Assert.Equal([], kinds.Except(Examples.Select(example => example.Node.GetType())));
    }

    [Fact]
    public void A_node_can_read_other_values()
    {
        foreach (var (node, _, _) in Examples)
        {
            var renamed = node.Inputs.Distinct().ToDictionary(value => value, value => new Value(value.Name + "'", value.Shape, null));
            var other = node.WithInputs(value => renamed[value]);
            Assert.Equal(node.Inputs.Select(value => value.Name + "'"), other.Inputs.Select(value => value.Name));
            Assert.Equal(node.GetType(), other.GetType());
            Assert.Same(node.Output, other.Output);
            Assert.Equal(Compute(node, Sample), Compute(other, value => Sample(renamed.Single(pair => pair.Value == value).Key)));
        }
    }

    [Fact]
    public void Parameters_and_multiplications_are_counted() =>
        Assert.All(Examples, example => Assert.Equal((example.Parameters, example.Macs), (example.Node.Parameters, example.Node.Macs)));

    /// <summary>Words of listings are one for each canonical kind; an affine map is one along whichever axis.</summary>
    [Fact]
    public void Kinds_have_words_of_their_own()
    {
        var kinds = Examples.Select(example => example.Node).Where(node => node is not AxisAffineNode).DistinctBy(node => node.GetType());
        var words = kinds.Select(node => node.Kind).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(words, word => Assert.Matches("^[a-z]+$", word));
    }

    /// <summary>What a node makes of inputs within a range lies within the range that it says.</summary>
    [Fact]
    public void Outputs_lie_within_their_bounds()
    {
        var random = new Random(5);
        foreach (var (node, _, _) in Examples)
        {
            for (var trial = 0; trial < 200; trial++)
            {
                var low = (random.NextSingle() * 4) - 3;
                var inputs = new Interval(low, low + (random.NextSingle() * 3));
                float Within() => (float)(inputs.Low + (random.NextDouble() * (inputs.High - inputs.Low)));
                var elements = node.Inputs.Distinct().ToDictionary(
                    value => value, value => Enumerable.Range(0, value.Shape.Length).Select(_ => Within()).ToArray());
                var bounds = node.Bounds(_ => inputs);
                Assert.All(Compute(node, value => elements[value]), y => Assert.InRange(y, bounds.Low - 1e-3, bounds.High + 1e-3));
            }
        }
    }

    private static float[] Compute(Node node, Func<Value, float[]> read)
    {
        var y = new float[node.Output.Shape.Length];
        node.Compute(read, y);
        return y;
    }

    private static float[] Sample(Value value) => Numbers(value.Shape.Length, value.Name[0]);

    private static LinearWeights Group(int columns, float scale) => new(columns, 3, 4, Numbers(12), Numbers(3), [.. Enumerable.Repeat(scale, columns)]);

    private static Value Output(params int[] shape) => new("out", new Shape(shape), null);

    private static float[] Numbers(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
