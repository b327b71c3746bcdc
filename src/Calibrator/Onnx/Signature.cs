using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx.Schema;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx;

/// <summary>The entry and exit of a model: one float tensor in, one tensor out.</summary>
/// <param name="InputShape">Shape of one sample; the leading axis is the batch and is 1 here.</param>
/// <param name="Batch">The batch that the model insists on, or null where it is free.</param>
sealed record Signature(string InputName, Shape InputShape, int? Batch, OutputChoice Output)
{
    /// <summary>An input of more elements than this is damage, not an image.</summary>
    private const long MostElements = 1L << 26;

    /// <param name="outputNode">The tensor or node that is to be the output, or null.</param>
    /// <exception cref="UserError">The graph has another signature; the message says which.</exception>
    public static Signature Read(GraphProto graph, string modelName, string? outputNode)
    {
        var initializers = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = graph.Input.Where(input => !initializers.Contains(input.Name)).ToList();
        if (inputs.Count != 1)
        {
            throw new UserError(
                $"{modelName}: the model has {inputs.Count} inputs{List(inputs)}; QMlp compiles networks that take one image or vector.");
        }

        var output = OutputChoice.Of(graph, outputNode, modelName);
        var (shape, batch) = ReadInput(inputs[0], modelName);
        return new Signature(inputs[0].Name, shape, batch, output);
    }

    private static (Shape Shape, int? Batch) ReadInput(ValueInfoProto input, string modelName)
    {
        var type = input.Type?.TensorType;
        if (type?.Shape is null)
        {
            throw new UserError($"{modelName}: input '{input.Name}' has no known shape; export the model with fixed image sizes.");
        }

        if (type.ElemType != (int)DataType.Float)
        {
            throw new UserError($"{modelName}: input '{input.Name}' has element type {(DataType)type.ElemType}; export the model in float32.");
        }

        var dims = type.Shape.Dim;
        if (dims.Count is < 2 or > 5)
        {
            throw new UserError($"{modelName}: input '{input.Name}' has {dims.Count} axes; a batch axis and one to four others are needed.");
        }

        long product = 1;
        for (var axis = 1; axis < dims.Count; axis++)
        {
            if (dims[axis].ValueCase != TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue || dims[axis].DimValue < 1)
            {
                throw new UserError(
                    $"{modelName}: axis {axis} of input '{input.Name}' has no fixed extent; only the batch may be free, so export the model with fixed image "
                        + "sizes.");
            }

            if (dims[axis].DimValue > MostElements || (product *= dims[axis].DimValue) > MostElements)
            {
                throw new UserError($"{modelName}: input '{input.Name}' is too large to be an image; the file is damaged.");
            }
        }

        // A zero or negative extent is how some writers spell "unknown".
        var isFixed = dims[0].ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dims[0].DimValue > 0;
        if (isFixed && dims[0].DimValue > 65536)
        {
            throw new UserError($"{modelName}: input '{input.Name}' has a batch of {dims[0].DimValue}; export the model with a batch of 1 or a free one.");
        }

        return (new Shape([1, .. dims.Skip(1).Select(dim => (int)dim.DimValue)]), isFixed ? (int)dims[0].DimValue : null);
    }

    private static string List(IEnumerable<ValueInfoProto> values) =>
        string.Join(", ", values.Take(4).Select(value => $"'{value.Name}'")) is { Length: > 0 } names ? $" ({names})" : "";
}
