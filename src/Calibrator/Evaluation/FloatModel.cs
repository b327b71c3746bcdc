using Microsoft.ML.OnnxRuntime;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Evaluation;

/// <summary>The float network as ONNX Runtime computes it: what the quantized one is compared with.</summary>
sealed class FloatModel : IDisposable
{
    /// <summary>Samples at once where the model leaves the batch open: enough to fill vectors, few enough to stay in cache.</summary>
    private const int FreeBatch = 16;

    private readonly OnnxModel _model;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    /// <exception cref="UserError">ONNX Runtime does not load the model.</exception>
    public FloatModel(OnnxModel model)
    {
        _model = model;
        using var options = new SessionOptions
        {
            // Samples are spread over threads here, not within an operator.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            _session = new InferenceSession(model.Path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserError($"{model.Path}: ONNX Runtime does not load it ({error.Message.Trim()}).", error);
        }
    }

    /// <summary>Number of samples that <see cref="Run"/> takes at once.</summary>
    public int Batch => _model.Batch ?? FreeBatch;

    /// <summary>The outputs of the samples, row by row; thread-safe.</summary>
    /// <param name="samples">[<paramref name="count"/>, elements of a sample]; where the model insists on more, zeros follow.</param>
    public float[] Run(ReadOnlySpan<float> samples, int count)
    {
        var size = _model.InputShape.Length;
        var rows = _model.Batch ?? count;
        var padded = new float[rows * size];
        samples[..(count * size)].CopyTo(padded);
        long[] shape = [rows, .. _model.InputShape.Dims[1..].ToArray().Select(dim => (long)dim)];
        using var input = OrtValue.CreateTensorValueFromMemory(padded, shape);
        using var outputs = _session.Run(_options, [_model.InputName], [input], [_model.OutputName]);
        var output = outputs[0].GetTensorDataAsSpan<float>();
        return output[..(output.Length / rows * count)].ToArray();
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
