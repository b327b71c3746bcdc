using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>What an ONNX tensor name stands for while the graph is read: an activation or a constant, exactly one of which is not null.</summary>
readonly record struct Datum(Value? Value, ConstantTensor? Constant)
{
    public Shape Shape => Value?.Shape ?? Constant!.Shape;

    public static implicit operator Datum(Value value) => new(value, null);

    public static implicit operator Datum(ConstantTensor constant) => new(null, constant);
}
