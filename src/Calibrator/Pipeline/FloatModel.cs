using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Onnx;

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

    /// <exception cref="UserError">The model has something that is not supported.</exception>
    public static FloatModel Of(OnnxModel onnx, CancellationToken cancellation = default)
    {
        var imported = Importer.Import(onnx, cancellation);
        var graph = FloatReadout.Apply(imported);
        return new FloatModel(onnx, graph, graph == imported ? onnx.Notes : [.. onnx.Notes, FloatReadout.Note(imported)]);
    }
}
