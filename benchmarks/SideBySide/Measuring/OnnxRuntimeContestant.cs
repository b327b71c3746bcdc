using Microsoft.ML.OnnxRuntime;
using QMlp.Calibrator.Calibration;

namespace QMlp.SideBySide.Measuring;

/// <summary>
/// A model in ONNX Runtime at its best: all graph optimizations, input and output in memory that is bound once, threads that spin
/// while a run lasts. They stop at its end, as the other side has the processor then.
/// </summary>
sealed class OnnxRuntimeContestant : IContestant
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _result;
    private readonly float[] _output;

    static OnnxRuntimeContestant() => OnnxRuntimeTelemetry.TurnOff();

    public OnnxRuntimeContestant(string path, float[] sample, int outputs, int threads)
    {
        using var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        _session = new InferenceSession(path, options);
        _output = new float[outputs];
        // A free batch axis is a batch of one here.
        _input = OrtValue.CreateTensorValueFromMemory(sample, Fixed(_session.InputMetadata.Values.First()));
        _result = OrtValue.CreateTensorValueFromMemory(_output, Fixed(_session.OutputMetadata.Values.First()));
        _binding = _session.CreateIoBinding();
        _binding.BindInput(_session.InputNames[0], _input);
        _binding.BindOutput(_session.OutputNames[0], _result);
    }

    public ReadOnlySpan<float> Output => _output;

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _result.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static long[] Fixed(NodeMetadata value) => [.. value.Dimensions.Select(dim => (long)Math.Max(dim, 1))];
}
