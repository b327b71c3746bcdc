using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx.Schema;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>
/// Shapes of tensors as the file states them, or as ONNX's rules infer them: needed only behind a node that is not understood. Tensors of floats
/// alone count; integers are shapes and indices, which nobody could go on with.
/// </summary>
/// <param name="infer">
/// Shapes by ONNX's rules, where somebody knows them: extents by name of the tensor, -1 for a free one. Called once, and only when the file says nothing.
/// </param>
sealed class StatedShapes(OnnxModel model, Func<IReadOnlyDictionary<string, IReadOnlyList<long>>>? infer)
{
    private readonly Lazy<Dictionary<string, IReadOnlyList<long>>> _stated = new(() => OfFile(model.Proto.Graph));
    private readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<long>>> _inferred =
        new(infer ?? (() => new Dictionary<string, IReadOnlyList<long>>()));

    /// <summary>The shape for one sample; null where it is not known.</summary>
    public Shape? Of(string name) =>
        (_stated.Value.TryGetValue(name, out var dims) ? OneSample(dims) : null)
        ?? (_inferred.Value.TryGetValue(name, out dims) ? OneSample(dims) : null);

    /// <summary>One free axis is the batch, and so is the leading one of a model that insists on a batch.</summary>
    private Shape? OneSample(IReadOnlyList<long> dims)
    {
        var extents = dims.ToArray();
        if (extents.Length == 0)
        {
            return null;
        }

        if (model.Batch is > 1 and var batch)
        {
            if (extents[0] != batch)
            {
                return null;
            }

            extents[0] = 1;
        }

        if (Array.FindIndex(extents, extent => extent < 1) is >= 0 and var free)
        {
            extents[free] = 1;
        }

        long length = 1;
        return Array.TrueForAll(extents, extent => extent is >= 1 and <= GraphReader.MostElements && (length *= extent) <= GraphReader.MostElements)
            ? new Shape([.. extents.Select(extent => (int)extent)])
            : null;
    }

    private static Dictionary<string, IReadOnlyList<long>> OfFile(GraphProto graph)
    {
        var shapes = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        foreach (var value in graph.ValueInfo.Concat(graph.Output))
        {
            if (value.Type?.TensorType is { Shape: { } shape } type
                && (DataType)type.ElemType is DataType.Float or DataType.Float16 or DataType.Double or DataType.Bfloat16)
            {
                shapes[value.Name] =
                    [.. shape.Dim.Select(dim => dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? dim.DimValue : -1)];
            }
        }

        return shapes;
    }
}
