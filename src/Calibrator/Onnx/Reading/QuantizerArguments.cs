using QMlp.Calibrator.Graph;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Scale and zero point of a QuantizeLinear or DequantizeLinear: one for all elements, one for each index of an axis, or one for each block.</summary>
sealed class QuantizerArguments
{
    private readonly float[] _scales;
    private readonly long[] _zeroPoints;
    private readonly Func<int, int> _place;

    private QuantizerArguments(DataType type, float[] scales, long[] zeroPoints, Func<int, int> place) =>
        (Type, _scales, _zeroPoints, _place) = (type, scales, zeroPoints, place);

    /// <summary>The type of the integers.</summary>
    public DataType Type { get; }

    public static QuantizerArguments Read(OperatorCall call, Shape shape)
    {
        var scale = call.Constant(1, "its scale");
        var zero = call.Input(2) is null ? null : call.Constant(2, "its zero point");
        if (!scale.IsFloat || scale.Length == 0 || (zero is not null && (zero.IsFloat || zero.Length != scale.Length)))
        {
            throw call.Refuse("has a scale and a zero point that do not match", "the file is damaged");
        }

        if (Array.Exists(scale.Floats, value => !(value > 0) || float.IsInfinity(value)))
        {
            throw call.Refuse("has a scale that is not above zero", "quantize the model again");
        }

        // Without a zero point a quantizer gives uint8, or the type that its attribute names (opset 21).
        var type = zero?.StoredType ?? (DataType)call.Integer("output_dtype", (int)DataType.Uint8);
        if (call.Type == "DequantizeLinear" && call.Required(0).Constant is { StoredType: { } stored })
        {
            type = stored;
        }

        if (Bits(type) == 0)
        {
            throw call.Refuse($"has integers of type {type}", "uint8, int8, uint4, int4, uint16 and int16 are read, and int32 for biases");
        }

        var (least, most) = Limits(type);
        var zeroPoints = zero?.Integers ?? new long[scale.Length];
        if (Array.Exists(zeroPoints, value => value < least || value > most))
        {
            throw call.Refuse($"has a zero point outside of {type}", "the file is damaged");
        }

        return new QuantizerArguments(type, scale.Floats, zeroPoints, Places(call, shape, scale.Shape));
    }

    /// <summary>Scale and zero point of element <paramref name="index"/>, counted row-major.</summary>
    public (float Scale, long ZeroPoint) At(int index) => (_scales[_place(index)], _zeroPoints[_place(index)]);

    /// <summary>The quantizer of an activation, which has one scale.</summary>
    public RoundingFunction Rounding(OperatorCall call)
    {
        if (_scales.AsSpan().IndexOfAnyExcept(_scales[0]) >= 0 || _zeroPoints.AsSpan().IndexOfAnyExcept(_zeroPoints[0]) >= 0)
        {
            throw call.Refuse("quantizes an activation with a scale for each channel", "activations need one scale for the whole tensor");
        }

        if (Bits(Type) > 16)
        {
            throw call.Refuse($"has integers of type {Type} on an activation", "uint8 and int8 are read, 4 and 16 bits too");
        }

        var (least, most) = Limits(Type);

        // Bytes are unsigned in a quantized model: int8 moves by 128, int4 by 8, and nothing else changes.
        var shift = Bits(Type) <= 8 ? least : 0;
        return new RoundingFunction(_scales[0], (int)(_zeroPoints[0] - shift), (int)(least - shift), (int)(most - shift));
    }

    public static int Bits(DataType type) => type switch
    {
        DataType.Uint4 or DataType.Int4 => 4,
        DataType.Uint8 or DataType.Int8 => 8,
        DataType.Uint16 or DataType.Int16 => 16,
        DataType.Int32 => 32,
        _ => 0,
    };

    public static (long Least, long Most) Limits(DataType type) => type switch
    {
        DataType.Uint4 or DataType.Uint8 or DataType.Uint16 => (0, (1L << Bits(type)) - 1),
        _ => (-(1L << (Bits(type) - 1)), (1L << (Bits(type) - 1)) - 1),
    };

    /// <summary>For each element, which scale is its own.</summary>
    private static Func<int, int> Places(OperatorCall call, Shape shape, Shape scales)
    {
        if (scales.Length == 1)
        {
            return _ => 0;
        }

        var axis = call.Axis(call.Integer("axis", 1), shape.Rank);
        var (extent, inner) = (shape[axis], shape.Inner(axis));
        var block = call.Integer("block_size", 0);
        if (block == 0 && scales.Rank == 1 && scales.Length == extent)
        {
            return index => index / inner % extent;
        }

        if (block > 0 && scales.Rank == shape.Rank && scales.Equals(shape.With(axis, (int)((extent + block - 1) / block))))
        {
            return index => (((index / inner / extent * scales[axis]) + (int)(index / inner % extent / block)) * inner) + (index % inner);
        }

        throw call.Refuse($"has scales of shape {scales} for a tensor of shape {shape}", "one scale, or one for each index of the axis, would work");
    }
}
