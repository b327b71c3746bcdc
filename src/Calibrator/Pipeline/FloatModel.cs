using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Pipeline;

/// <summary>A float model: its file, which ONNX Runtime runs, and the float network that import made of it.</summary>
sealed record FloatModel(OnnxModel Onnx, FloatGraph Graph)
{
    /// <summary>Shape of one sample as the model takes it, without the batch axis.</summary>
    public Shape SampleShape => new([.. Onnx.InputShape.Dims[1..]]);

    /// <exception cref="UserError">The file cannot be read, or the model has something that is not supported.</exception>
    public static FloatModel Load(string path, CancellationToken cancellation = default)
    {
        var onnx = OnnxModel.Load(path);
        cancellation.ThrowIfCancellationRequested();
        return Of(onnx, cancellation);
    }

    /// <exception cref="UnsupportedModel">The model has something that is not supported; it lists all of that, as far as the network can be followed.</exception>
    /// <exception cref="UserError">The model cannot be read.</exception>
    public static FloatModel Of(OnnxModel onnx, CancellationToken cancellation = default)
    {
        var network = Importer.Read(onnx, () => ShapeInference.Of(onnx), cancellation);
        if (network.Refusals.Count == 0)
        {
            return new FloatModel(onnx, network.Graph!);
        }

        var beyond = network.Graph is { } graph ? QuantizationPlan.Refusals(graph, new QuantizationSettings()) : [];
        throw new UnsupportedModel(onnx.FileName, [.. network.Refusals, .. beyond], network.End);
    }
}
