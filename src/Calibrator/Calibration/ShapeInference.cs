using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Calibration;

/// <summary>The shapes that ONNX's rules give the tensors of a model, as ONNX Runtime infers them when it loads one.</summary>
static class ShapeInference
{
    static ShapeInference() => OnnxRuntimeTelemetry.TurnOff();

    /// <summary>Extents of the float tensors that nodes make, -1 where one is free; nothing where ONNX Runtime does not load the model.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<long>> Of(OnnxModel model)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(model.Path)));
        try
        {
            using var session = new InferenceSession(ObservedModel.WithOutputs(model, model.MadeTensors), options);
            return session.OutputMetadata
                .Where(output => output.Value.IsTensor && Floats.Contains(output.Value.ElementDataType))
                .ToDictionary(
                    output => output.Key, IReadOnlyList<long> (output) => [.. output.Value.Dimensions.Select(dim => (long)dim)], StringComparer.Ordinal);
        }
        catch (OnnxRuntimeException)
        {
            // Shapes are a help to see further, no condition.
            return new Dictionary<string, IReadOnlyList<long>>();
        }
    }

    private static readonly TensorElementType[] Floats =
        [TensorElementType.Float, TensorElementType.Float16, TensorElementType.BFloat16, TensorElementType.Double];
}
