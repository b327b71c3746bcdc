using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Schema;
using QMlp.Calibrator.Tests.Data;

namespace QMlp.Calibrator.Tests.Calibration;

/// <summary>
/// A network small enough to follow by hand: y = log(x * 2 + 1), then transposed: x of [batch, 2, 4], output of [batch, 4, 2].
/// </summary>
sealed class TinyModel
{
    public const int Rows = 2, Columns = 4;

    private TinyModel(string path)
    {
        Model = OnnxModel.Load(path);
        Doubled = new Value("doubled", new Shape(1, Rows, Columns), Origin.Of("doubled", new Shape(1, Rows, Columns)));
        Turned = new Value("turned", new Shape(1, Columns, Rows), Doubled.Origin!.Transposed([0, 2, 1]));
        Input = new Value("x", new Shape(1, Rows, Columns), Origin.Of("x", new Shape(1, Rows, Columns)));
        Output = new Value("y", new Shape(1, Columns, Rows), Origin.Of("y", new Shape(1, Columns, Rows)));
        Halves = new Value("halves", new Shape(1, Rows, 2 * Columns), Origin.Joined([Doubled.Origin, Origin.Of("logarithm", new Shape(1, Rows, Columns))], 2));
    }

    public OnnxModel Model { get; }

    public Value Input { get; }

    public Value Doubled { get; }

    public Value Turned { get; }

    public Value Output { get; }

    /// <summary>The doubled input and the logarithm side by side, as two channel groups.</summary>
    public Value Halves { get; }

    /// <param name="batch">Fixed batch, or null for a free one.</param>
    public static TinyModel Write(TemporaryFolder folder, int? batch)
    {
        var builder = new OnnxModelBuilder("tiny", 17);
        var x = builder.Input("x", batch ?? 1, Rows, Columns);
        var doubled = builder.Node("Mul", "doubled", [x, builder.Floats("two", [2f])]);
        var shifted = builder.Node("Add", "shifted", [doubled, builder.Floats("one", [1f])]);
        var logarithm = builder.Node("Log", "logarithm", [shifted]);
        builder.Output(builder.Node("Transpose", "y", [logarithm], ("perm", new[] { 0, 2, 1 })), batch ?? 1, Columns, Rows);
        if (batch is null)
        {
            foreach (var value in builder.Build().Graph.Input.Concat(builder.Build().Graph.Output))
            {
                value.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
            }
        }

        return new TinyModel(folder.Write("tiny.onnx", builder.ToBytes()));
    }

    /// <summary>Samples of which element i of sample s is <paramref name="value"/>(s, i).</summary>
    public static ISampleSource Samples(TemporaryFolder folder, int count, Func<int, int, float> value)
    {
        float[] values = [.. from s in Enumerable.Range(0, count) from i in Enumerable.Range(0, Rows * Columns) select value(s, i)];
        return DataSpec.Open(folder.Write("samples.npy", Formats.Npy(values, $"{count}, {Rows}, {Columns}")), Reading.For(Rows, Columns));
    }
}
