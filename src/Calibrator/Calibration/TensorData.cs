using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace QMlp.Calibrator.Calibration;

/// <summary>Reads tensors that ONNX Runtime gives.</summary>
static class TensorData
{
    /// <exception cref="UserError">The tensor is not float32.</exception>
    public static ReadOnlySpan<float> Floats(OrtValue value, string name, string modelName)
    {
        var type = value.GetTensorTypeAndShape().ElementDataType;
        return type == TensorElementType.Float
            ? value.GetTensorDataAsSpan<float>()
            : throw new UserError($"{modelName}: tensor '{name}' is {type}; float32 networks are read.");
    }
}
