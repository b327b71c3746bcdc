using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Reading;
using static QMlp.Calibrator.Onnx.Schema.TensorProto.Types;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Every operator with too few inputs and outputs, inputs of every kind, and attributes that mean nothing: a graph, or a sentence.</summary>
public sealed class OperatorFaultTests
{
    /// <summary>Nodes that are tried of each operator.</summary>
    private const int Tries = 60;

    private static readonly string[] Constants =
    [
        "scalar", "vector", "matrix", "image", "empty", "index", "indices", "negative", "huge", "none", "truth", "byte", "bytes", "nan",
    ];

    private static readonly string[] Integers =
        [
            "axis", "keepdims", "group", "to", "transA", "transB", "start", "end", "num_outputs", "block_size", "output_dtype", "allowzero",
            "noop_with_empty_axes", "fmod",
        ];

    private static readonly string[] Lists = ["axes", "perm", "strides", "dilations", "pads", "split", "starts", "ends", "steps", "shape", "value_ints"];

    public static TheoryData<string> Operators => [.. OperatorTable.Names.Concat(ConstantOperators.Names).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Faulty_nodes_are_refused_by_a_sentence_of_their_own(string type)
    {
        var random = new Random(type.Sum(letter => letter));
        for (var i = 0; i < Tries; i++)
        {
            var bytes = Faulty(type, random, i);
            try
            {
                Importer.Import(Models.Load(bytes));
            }
            catch (UserError error)
            {
                Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
                Assert.True(error.InnerException is null, $"{type}, try {i}: {error.InnerException}");
            }
        }
    }

    [Fact]
    public void Addends_of_a_fixed_batch_with_more_axes_than_it_has()
    {
        var b = new OnnxModelBuilder("m", 17);
        var mean = b.Node("ReduceMean", "mean", [b.Input("x", 2, 3, 4)], ("axes", new[] { 1, 2 }), ("keepdims", 0));
        b.Output(b.Node("Sub", "y", ["x", mean]), 2, 3, 2);

        Assert.EndsWith(".", Models.Refusal(b).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_of_everything()
    {
        var b = new OnnxModelBuilder("m", 17);
        b.Output(b.Node("ReduceSum", "y", [b.Input("x", 1, 4)], ("keepdims", 0)));

        Assert.Contains("sums all axes", Models.Refusal(b).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_concatenation_of_nothing()
    {
        var b = new OnnxModelBuilder("m", 17);
        b.Input("x", 1, 4);
        b.Output(b.Node("Concat", "y", [], ("axis", 1)), 1, 4);

        Assert.Contains("operator Concat (node 'y') lacks its input 0", Models.Refusal(b).Message, StringComparison.Ordinal);
    }

    private static byte[] Faulty(string type, Random random, int number)
    {
        var b = new OnnxModelBuilder("m", random.Next(3) switch { 0 => 9, 1 => 13, _ => 21 });
        int[][] shapes = [[1, 4], [1, 3, 8, 8], [2, 3, 4], [1, 1, 1, 1, 1], [4, 6]];
        var shape = shapes[random.Next(shapes.Length)];
        b.Input("x", shape);
        b.Floats("scalar", [2]);
        b.RandomFloats("vector", 4);
        b.RandomFloats("matrix", 4, 4);
        b.RandomFloats("image", 3, 3, 2, 2);
        b.Floats("empty", [], 0);
        b.Floats("nan", [float.NaN]);
        b.Longs("index", [1]);
        b.Longs("indices", [0, 2], 2);
        b.Longs("negative", [-7, -1, 0], 3);
        b.Longs("huge", [long.MaxValue, long.MinValue], 2);
        b.Longs("none", [], 0);
        b.Initializer("truth", DataType.Bool, [1], 1);
        b.Initializer("byte", DataType.Uint8, [3]);
        b.Initializer("bytes", DataType.Int8, [1, 2, 3, 4], 4);

        var inputs = Enumerable.Range(0, number < 8 ? number : random.Next(6)).Select(_ => Input(random, "x")).ToArray();
        var outputs = Enumerable.Range(0, random.Next(5) == 0 ? 3 : 1).Select(i => $"y{i}").ToArray();
        b.Node(type, outputs, inputs, "", Attributes(random));

        // What an operator makes of nonsense goes on into others.
        var next = OperatorTable.Names.ElementAt(random.Next(OperatorTable.Names.Count()));
        var last = random.Next(2) == 0
            ? outputs[0]
            : b.Node(next, "z", [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => i == 0 ? outputs[^1] : Input(random, outputs[0]))], Attributes(random));
        b.Output(last, 1, 4);
        return b.ToBytes();
    }

    private static string Input(Random random, string activation) =>
        random.Next(10) switch { < 4 => activation, 4 => "", _ => Constants[random.Next(Constants.Length)] };

    private static (string, object)[] Attributes(Random random)
    {
        var attributes = new List<(string, object)>();
        foreach (var name in Integers.Where(_ => random.Next(8) == 0))
        {
            attributes.Add((name, random.Next(6) switch { 0 => long.MinValue, 1 => long.MaxValue, 2 => 1e9f, 3 => "text", _ => (object)random.Next(-3, 5) }));
        }

        foreach (var name in Lists.Where(_ => random.Next(8) == 0))
        {
            long[] values = [
                .. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(12) switch { 0 => long.MaxValue, 1 => long.MinValue, _ => random.Next(-2, 4) })];
            attributes.Add((name, values));
        }

        if (random.Next(8) == 0)
        {
            attributes.Add(("value_float", float.NaN));
        }

        if (random.Next(8) == 0)
        {
            attributes.Add((random.Next(2) == 0 ? "mode" : "auto_pad", random.Next(2) == 0 ? "wrap" : "SAME_UPPER"));
        }

        return [.. attributes];
    }
}
