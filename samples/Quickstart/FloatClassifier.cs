using Microsoft.ML.OnnxRuntime;
using QMlp.Calibrator.Calibration;

namespace Quickstart;

/// <summary>The float model in ONNX Runtime, on one thread.</summary>
sealed class FloatClassifier : IDisposable
{
    /// <summary>Mean and standard deviation of pixel / 255 that the model was trained with.</summary>
    private const float Mean = 0.2860f, Std = 0.3530f;

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly float[] _input;
    private readonly OrtValue _inputValue;
    private readonly string[] _inputNames, _outputNames;

    static FloatClassifier() => OnnxRuntimeTelemetry.TurnOff();

    public FloatClassifier(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(path, options);
        _inputNames = [.. _session.InputNames];
        _outputNames = [.. _session.OutputNames];
        // A free batch axis is reported as -1.
        var shape = _session.InputMetadata[_inputNames[0]].Dimensions.Select(extent => (long)Math.Max(extent, 1)).ToArray();
        _input = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        _inputValue = OrtValue.CreateTensorValueFromMemory(_input, shape);
    }

    public void Run(ReadOnlySpan<byte> pixels, Span<float> logits)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            _input[i] = ((pixels[i] / 255f) - Mean) / Std;
        }

        using var outputs = _session.Run(_options, _inputNames, [_inputValue], _outputNames);
        outputs[0].GetTensorDataAsSpan<float>().CopyTo(logits);
    }

    public void Dispose()
    {
        _inputValue.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
