using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>What an ONNX tensor name stands for while the graph is read: an activation or a constant, exactly one of which is not null.</summary>
/// <param name="Codes">
/// Not null: the tensor holds the integers that this quantizer makes of <paramref name="Value"/>, as between a QuantizeLinear and the
/// DequantizeLinear that belongs to it.
/// </param>
readonly record struct Datum(Value? Value, ConstantTensor? Constant, RoundingFunction? Codes = null)
{
    public Shape Shape => Value?.Shape ?? Constant!.Shape;

    public static implicit operator Datum(Value value) => new(value, null);

    public static implicit operator Datum(ConstantTensor constant) => new(null, constant);
}
