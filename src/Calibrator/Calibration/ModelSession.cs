using Microsoft.ML.OnnxRuntime;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Calibration;

/// <summary>The original model in ONNX Runtime, with internal tensors made outputs where wanted.</summary>
sealed class ModelSession : IDisposable
{
    private readonly OnnxModel _model;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly Dictionary<string, int> _places;

    static ModelSession() => OnnxRuntimeTelemetry.TurnOff();

    /// <param name="extraOutputs">Tensors to be given besides the network's output.</param>
    /// <param name="threads">Threads within one operator; operators run one after the other.</param>
    /// <param name="optimize">
    /// True: all of ONNX Runtime's graph optimizations, as users run it. False: only those that keep the operators as they are written; graph outputs
    /// keep their meaning under either, as they must for every user.
    /// </param>
    /// <exception cref="UserError">ONNX Runtime refuses the model.</exception>
    public ModelSession(OnnxModel model, IEnumerable<string> extraOutputs, int threads, bool optimize)
    {
        _model = model;
        OutputNames = [model.OutputName, .. extraOutputs.Where(name => name != model.OutputName).Distinct(StringComparer.Ordinal)];
        _places = OutputNames.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        using var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_BASIC,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // Other work of the calibrator runs between the operators; waiting threads should not take its cores.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(model.Path)));
        try
        {
            _session = new InferenceSession(ObservedModel.WithOutputs(model, OutputNames), options);
        }
        catch (OnnxRuntimeException error)
        {
            throw Refused(error);
        }
    }

    /// <summary>Names of the outputs that <see cref="Run"/> gives, the network's own first.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Place of an output in what <see cref="Run"/> gives.</summary>
    public int IndexOf(string output) => _places[output];

    /// <summary>Runs a batch of <paramref name="count"/> samples, which lie one after the other in <paramref name="samples"/>.</summary>
    /// <exception cref="UserError">ONNX Runtime cannot run the model.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(float[] samples, int count, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        long[] shape = [count, .. _model.InputShape.Dims[1..].ToArray().Select(dim => (long)dim)];
        using var input = OrtValue.CreateTensorValueFromMemory(samples, shape);
        // Between two operators: one run of a large model takes seconds.
        using var stop = cancellation.Register(() => _options.Terminate = true);
        try
        {
            return _session.Run(_options, [_model.InputName], [input], OutputNames);
        }
        catch (OnnxRuntimeException error) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The run was stopped.", error, cancellation);
        }
        catch (OnnxRuntimeException error)
        {
            throw Refused(error);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private UserError Refused(OnnxRuntimeException error) =>
        new($"{_model.FileName}: ONNX Runtime cannot run the model: {error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}.", error);
}
