using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Operators that leave their input as it is.</summary>
static class PassThroughOperators
{
    public static void Identity(OperatorCall call) => call.Return(call.Required(0));

    /// <summary>In inference a dropout is an identity; training_mode (input 2 since opset 12) must be false.</summary>
    public static void Dropout(OperatorCall call)
    {
        if (call.Input(2) is not null && call.Constant(2, "training_mode") is { IsFloat: false } mode && mode.Integers.Contains(1))
        {
            throw call.Refuse("is in training mode", "export the model in evaluation mode (model.eval())");
        }

        call.Return(call.Required(0));
    }

    public static void Cast(OperatorCall call)
    {
        var type = (DataType)call.Integer("to", 0);
        var input = call.Required(0);
        if (input.Codes is not null ? type is not (DataType.Int32 or DataType.Int64) : type != DataType.Float)
        {
            throw call.Refuse($"converts an activation to {type}", "export the model in float32");
        }

        call.Return(input);
    }
}
