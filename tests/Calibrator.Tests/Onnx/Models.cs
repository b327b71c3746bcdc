using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Small ONNX models made in code, imported from a file as a user's would be, and compared with ONNX Runtime on that file.</summary>
static class Models
{
    /// <summary>Writes the model, imports it, and checks the graph against ONNX Runtime on seeded random samples.</summary>
    public static FloatGraph Check(OnnxModelBuilder builder, int samples = 2, double tolerance = 1e-5)
    {
        var bytes = builder.ToBytes();
        var model = Load(bytes);
        var graph = Importer.Import(model);
        using var original = new OnnxRuntime(bytes);
        var batch = model.Batch ?? 1;
        var shape = graph.Input.Shape.With(0, batch);
        var length = graph.Input.Shape.Length;
        var values = Random(7, shape.Length * samples);
        for (var i = 0; i < samples; i++)
        {
            var input = values[(i * shape.Length)..((i + 1) * shape.Length)];
            var expected = original.Run(shape.Dims, input);
            float[] actual = [.. Enumerable.Range(0, batch).SelectMany(b => FloatExecutor.Run(graph, input[(b * length)..((b + 1) * length)]))];
            Assert.InRange(OnnxRuntime.RelativeError(actual, expected), 0, tolerance);
        }

        return graph;
    }

    public static string[] Kinds(this FloatGraph graph) => [.. graph.Nodes.Select(node => node.GetType().Name.Replace("Node", ""))];

    public static UserError Refusal(OnnxModelBuilder builder) => Assert.ThrowsAny<UserError>(() => Importer.Import(Load(builder.ToBytes())));

    public static OnnxModel Load(byte[] bytes, string? outputNode = null)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("qmlp-onnx").FullName, "model.onnx");
        try
        {
            File.WriteAllBytes(path, bytes);
            return OnnxModel.Load(path, outputNode);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    /// <summary>Numbers in [-2, 2], the same on every run.</summary>
    public static float[] Random(int seed, int count)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (random.NextSingle() * 4) - 2;
        }

        return values;
    }

    public static string RandomFloats(this OnnxModelBuilder builder, string name, params int[] dims) =>
        builder.Floats(name, Random(name.Length + dims.Sum(), dims.Aggregate(1, (a, b) => a * b)), dims);

    public static string Scalar(this OnnxModelBuilder builder, string name, float value) => builder.Floats(name, [value]);
}
