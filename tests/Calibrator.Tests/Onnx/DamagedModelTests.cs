using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>No damage to a file gives anything but a sentence or a graph.</summary>
public sealed class DamagedModelTests
{
    [Fact]
    public void Every_truncation_and_thousands_of_mutations()
    {
        var original = SmallModel();
        for (var length = 0; length < original.Length; length++)
        {
            ImportsOrIsRefused(original[..length]);
        }

        var random = new Random(11);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])original.Clone();
            for (var change = 0; change <= i % 4; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            ImportsOrIsRefused(bytes);
        }
    }

    private static void ImportsOrIsRefused(byte[] bytes)
    {
        try
        {
            var graph = Importer.Import(Models.Load(bytes));
            if (graph.Nodes.Sum(node => (long)node.Output.Shape.Length) < 1 << 16)
            {
                FloatExecutor.Run(graph, new float[graph.Input.Shape.Length]);
            }
        }
        catch (UserError error)
        {
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] SmallModel()
    {
        var b = new OnnxModelBuilder("m", 13);
        var x = b.Node("Conv", "c", [b.Input("x", 1, 2, 4, 4), b.RandomFloats("w", 3, 2, 2, 2)], ("strides", new[] { 2, 2 }));
        x = b.Node("Reshape", "r", [x, b.Longs("s", [1, 3, -1], 3)]);
        x = b.Node("Transpose", "t", [x], ("perm", new[] { 0, 2, 1 }));
        b.Node("Split", ["p", "q"], [x, b.Longs("sizes", [2, 2], 2)], "", ("axis", 1));
        x = b.Node("Concat", "j", ["p", "q"], ("axis", 1));
        x = b.Node("Mul", "u", [x, b.RandomFloats("g", 3)]);
        x = b.Node("ReduceMean", "m", [x], ("axes", new[] { 1 }), ("keepdims", 0));
        b.Output(b.Node("Gemm", "y", [x, b.RandomFloats("h", 3, 2)]), 1, 2);
        return b.ToBytes();
    }
}
