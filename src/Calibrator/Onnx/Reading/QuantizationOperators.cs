using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx.Schema;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>
/// QuantizeLinear and DequantizeLinear. On activations a pair of them is a rounding of the value; constants are computed, and remember the
/// integers that they were made of.
/// </summary>
static class QuantizationOperators
{
    /// <summary>Tools for ONNX Runtime write the two operators in its own domain where the opset does not know 16 or 4 bits yet.</summary>
    public static bool IsContributed(NodeProto proto) => proto is { Domain: "com.microsoft", OpType: "QuantizeLinear" or "DequantizeLinear" };

    public static void Quantize(OperatorCall call)
    {
        var input = call.Activation(0);
        call.ReturnCodes(input, QuantizerArguments.Read(call, input.Shape).Rounding(call));
    }

    public static void Dequantize(OperatorCall call)
    {
        var input = call.Required(0);
        if (input.Codes is not { } codes)
        {
            throw call.Refuse(
                "reads a tensor that no QuantizeLinear made",
                "the model's input must be float, and each DequantizeLinear must belong to a QuantizeLinear or a constant");
        }

        var own = QuantizerArguments.Read(call, input.Shape).Rounding(call);

        // Without a zero point, which would tell the type, the integers are what the QuantizeLinear made, counted from zero.
        if (own != codes && (call.Input(2) is not null || own.Scale != codes.Scale || codes.ZeroPoint is not (0 or 8 or 128)))
        {
            throw call.Refuse("has another scale or zero point than the QuantizeLinear before it", "a pair must have the same; the file is damaged");
        }

        call.ReturnRounded(input.Value!, codes);
    }

    public static ConstantTensor QuantizeConstant(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        if (!input.IsFloat)
        {
            throw call.Refuse("quantizes integers", "the file is damaged");
        }

        var arguments = QuantizerArguments.Read(call, input.Shape);
        var (least, most) = QuantizerArguments.Limits(arguments.Type);
        var codes = new long[input.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var (scale, zeroPoint) = arguments.At(i);
            codes[i] = (long)Math.Clamp((double)MathF.Round(input.Floats[i] / scale, MidpointRounding.ToEven) + zeroPoint, least, most);
        }

        return new ConstantTensor(input.Shape, codes) { Name = input.Name, StoredType = arguments.Type };
    }

    public static ConstantTensor DequantizeConstant(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        if (input.IsFloat)
        {
            throw call.Refuse("dequantizes float numbers", "the file is damaged");
        }

        var arguments = QuantizerArguments.Read(call, input.Shape);
        var (floats, codes, scales) = (new float[input.Length], new int[input.Length], new float[input.Length]);
        for (var i = 0; i < floats.Length; i++)
        {
            var (scale, zeroPoint) = arguments.At(i);
            (codes[i], scales[i]) = ((int)(input.Integers[i] - zeroPoint), scale);
            floats[i] = codes[i] * scale;
        }

        var bits = QuantizerArguments.Bits(input.StoredType ?? arguments.Type);
        return new ConstantTensor(input.Shape, floats)
        {
            Name = input.Name,
            Quantized = bits <= 16 ? new QuantizedElements(codes, scales, bits) : null,
        };
    }

    /// <summary>A constant list indexed by an activation's integers: a function of that activation.</summary>
    public static void Table(OperatorCall call, ConstantTensor entries, RoundingFunction quantizer)
    {
        var input = call.Required(1).Value!;
        if (entries.Shape.Rank != 1 || !entries.IsFloat || quantizer.Min != 0 || entries.Length <= quantizer.Max)
        {
            throw call.Refuse(
                $"looks integers up to {quantizer.Max} up in a constant of shape {entries.Shape}", "a list of floats, one for each integer, would work");
        }

        call.Emit(new ActivationNode(call.LayerName(), input, [new TabulatedFunction(quantizer, entries.Floats)], call.Result(input.Shape)));
    }
}
