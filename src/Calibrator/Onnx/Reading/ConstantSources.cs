using System.Globalization;
using QMlp.Calibrator.Graph;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Constants out of attributes, and of one type out of another.</summary>
static class ConstantSources
{
    public static ConstantTensor Constant(OperatorCall call)
    {
        if (call.Tensor("value") is { } tensor)
        {
            return tensor;
        }

        if (call.Has("value_float"))
        {
            return new ConstantTensor(new Shape(), [call.Number("value_float", 0)]);
        }

        if (call.Has("value_int"))
        {
            return new ConstantTensor(new Shape(), [call.Integer("value_int", 0)]);
        }

        if (call.Numbers("value_floats") is { } floats)
        {
            return new ConstantTensor(new Shape(floats.Length), floats);
        }

        if (call.Integers("value_ints") is { } integers)
        {
            return new ConstantTensor(new Shape(integers.Length), integers);
        }

        throw call.Refuse("holds no dense numbers", "strings and sparse tensors are not supported");
    }

    public static ConstantTensor ConstantOfShape(OperatorCall call)
    {
        var dims = call.Constant(0, "its shape");
        long length = 1;
        if (dims.IsFloat
            || Array.Exists(dims.Integers, dim => dim < 0 || dim > GraphReader.MostConstantElements || (length *= dim) > GraphReader.MostConstantElements))
        {
            throw call.Refuse("has an impossible shape", "the file is damaged");
        }

        var shape = new Shape([.. dims.Integers.Select(dim => (int)dim)]);
        var value = call.Tensor("value") ?? new ConstantTensor(new Shape(1), [0f]);
        if (value.Length != 1)
        {
            throw call.Refuse($"repeats {value.Length} values", "its value must be one number");
        }

        var indices = new int[shape.Length];
        return ConstantMoves.Select(value, shape, indices);
    }

    public static ConstantTensor Range(OperatorCall call)
    {
        ConstantTensor start = call.Constant(0, "start"), limit = call.Constant(1, "limit"), step = call.Constant(2, "delta");
        if (start.Length != 1 || limit.Length != 1 || step.Length != 1 || start.IsFloat != limit.IsFloat || start.IsFloat != step.IsFloat)
        {
            throw call.Refuse("has bounds that are no numbers of one type", "the file is damaged");
        }

        var count = start.IsFloat
            ? Math.Ceiling(((double)limit.Floats[0] - start.Floats[0]) / step.Floats[0])
            : step.Integers[0] == 0 ? double.NaN : Math.Ceiling(((double)limit.Integers[0] - start.Integers[0]) / step.Integers[0]);
        if (!(count <= GraphReader.MostConstantElements))
        {
            throw call.Refuse("has no end", "the file is damaged");
        }

        var length = (int)Math.Max(0, count);
        return start.IsFloat
            ? new ConstantTensor(new Shape(length), [.. Enumerable.Range(0, length).Select(i => start.Floats[0] + (i * step.Floats[0]))])
            : new ConstantTensor(new Shape(length), [.. Enumerable.Range(0, length).Select(i => start.Integers[0] + (i * step.Integers[0]))]);
    }

    public static ConstantTensor Cast(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        var type = (DataType)call.Integer("to", 0);
        switch (type)
        {
            case DataType.Float or DataType.Double:
                return input.IsFloat ? input : new ConstantTensor(input.Shape, [.. input.Integers.Select(value => (float)value)]);
            case DataType.Int64 or DataType.Int32:
                return input.IsFloat
                    ? new ConstantTensor(input.Shape, [.. input.Floats.Select(value => Truncate(call, value))])
                    : new ConstantTensor(input.Shape, input.Integers);
            case DataType.Bool:
                return new ConstantTensor(
                    input.Shape,
                    input.IsFloat ? [.. input.Floats.Select(value => value != 0 ? 1L : 0L)] : [.. input.Integers.Select(value => value != 0 ? 1L : 0L)],
                    ElementKind.Boolean);
            default:
                throw call.Refuse($"converts a constant to {type}", "export the model in float32");
        }
    }

    private static long Truncate(OperatorCall call, float value) =>
        Math.Abs(value) < 1e18f
            ? (long)value
            : throw call.Refuse($"converts {value.ToString(CultureInfo.InvariantCulture)} to an integer", "the file is damaged");
}
