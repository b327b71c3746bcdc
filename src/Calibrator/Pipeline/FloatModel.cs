using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Pipeline;

/// <summary>A float model: its file, which ONNX Runtime runs, and the float network that import made of it, which ends in a linear layer.</summary>
/// <param name="Notes">How the network's end differs from the file's, in sentences.</param>
sealed record FloatModel(OnnxModel Onnx, FloatGraph Graph, IReadOnlyList<string> Notes)
{
    /// <summary>Shape of one sample as the model takes it, without the batch axis.</summary>
    public Shape SampleShape => new([.. Onnx.InputShape.Dims[1..]]);

    /// <param name="outputNode">The tensor or node of the model that is to be the output; null: the one that is clear.</param>
    /// <exception cref="UserError">The file cannot be read, or the model has something that is not supported.</exception>
    public static FloatModel Load(string path, string? outputNode = null, CancellationToken cancellation = default)
    {
        var onnx = OnnxModel.Load(path, outputNode);
        cancellation.ThrowIfCancellationRequested();
        return Of(onnx, cancellation);
    }

    /// <exception cref="UnsupportedModel">The model has something unsupported; all of that is listed, as far as the network can be followed.</exception>
    /// <exception cref="UserError">The model cannot be read.</exception>
    public static FloatModel Of(OnnxModel onnx, CancellationToken cancellation = default)
    {
        var network = Importer.Read(onnx, () => ShapeInference.Of(onnx), cancellation);
        var graph = network.Graph is null ? null : FloatReadout.Apply(network.Graph);
        if (network.Refusals.Count == 0)
        {
            return new FloatModel(onnx, graph!, graph == network.Graph ? onnx.Notes : [.. onnx.Notes, FloatReadout.Note(network.Graph!)]);
        }

        var beyond = graph is null ? [] : QuantizationPlan.Refusals(graph, new QuantizationSettings());
        throw new UnsupportedModel(onnx.FileName, [.. network.Refusals, .. beyond], network.End);
    }
}
