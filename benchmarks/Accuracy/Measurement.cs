using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Commands;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Pipeline;

namespace QMlp.Accuracy;

/// <summary>One row of the study; fractions of the samples.</summary>
/// <param name="Drop">Percentage points of top-1 against float.</param>
/// <param name="Seconds">Calibration, all included.</param>
sealed record Row(
    string Model, string Group, string Setting, string Options, int Samples, double Top1, double Low, double High, double Drop,
    double Agreement, double SqnrDb, long Bytes, double Seconds);

/// <summary>A trained model, its test images and its float outputs, kept for all rows.</summary>
sealed class Measurement : IDisposable
{
    private readonly TrainedModel _model;
    private readonly string _shared;
    private readonly string _work;
    private readonly string _onnx;
    private readonly ISampleSource _test;
    private readonly float[] _floatOutputs;
    private readonly int _classes;

    /// <param name="shared">The folder with <c>models</c> and <c>data</c>.</param>
    /// <param name="work">A folder for the files of the study.</param>
    public Measurement(TrainedModel model, string shared, string work, int samples)
    {
        (_model, _shared, _work) = (model, shared, work);
        _onnx = Path.Combine(shared, model.File);
        if (model.WideChannels)
        {
            _onnx = Path.Combine(work, $"wide-{Path.GetFileName(model.File)}");
            var (norms, bytes) = WideChannels.Apply(File.ReadAllBytes(Path.Combine(shared, model.File)));
            File.WriteAllBytes(_onnx, norms > 0 ? bytes : throw new InvalidOperationException($"{model.File} has no norm that only a matrix product reads."));
        }

        var onnx = OnnxModel.Load(_onnx);
        _test = new CachedSource(DataSpec.Open(Path.Combine(shared, model.Test), new DataOptions(new Shape([.. onnx.InputShape.Dims[1..]]))
        {
            Samples = samples,
            Mean = ChannelValues.Parse("mean", model.Mean),
            Std = ChannelValues.Parse("std", model.Std),
            Labels = model.Labels is null ? null : Path.Combine(shared, model.Labels),
        }));
        _classes = Importer.Import(onnx).Output.Shape.Length;
        _floatOutputs = FloatOutputs(onnx);
        if (model.WideChannels && !_floatOutputs.AsSpan().SequenceEqual(FloatOutputs(OnnxModel.Load(Path.Combine(shared, model.File)))))
        {
            throw new InvalidOperationException($"{model.Name}: the changed network does not compute what {model.File} does.");
        }
    }

    /// <summary>The float network, by ONNX Runtime.</summary>
    public Row Float() => Judge("float", "float, ONNX Runtime", "", _floatOutputs, new FileInfo(_onnx).Length, 0);

    /// <summary>One setting, through the generated code. Null and a sentence where the tool refuses it.</summary>
    public (Row? Row, string? Refusal) Run(Setting setting)
    {
        var target = Path.Combine(_work, "model.qmlp");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var start = System.Diagnostics.Stopwatch.StartNew();
        var exit = CommandLine.Run(
            [
                "calibrate", _onnx, "--data", Path.Combine(_shared, _model.Calibration), "--mean", _model.Mean, "--std", _model.Std, "--output",
                target, .. setting.Arguments,
            ],
            new Terminal(output, error, interactive: false));
        if (exit != ExitCode.Done)
        {
            return (null, error.ToString().Trim());
        }

        var seconds = start.Elapsed.TotalSeconds;
        var quantized = QuantizedModelFile.Load(target);
        using var loaded = InMemoryModel.Compile(target).Load();
        var outputs = Inference.Run(loaded, quantized, _test, NoProgress.Instance);
        return (Judge(setting.Group, setting.Name, setting.Options, outputs, FileSize.OfQuantized(target), seconds), null);
    }

    public void Dispose() => _test.Dispose();

    private float[] FloatOutputs(OnnxModel onnx)
    {
        using var runner = new FloatRunner(onnx, Environment.ProcessorCount);
        return Inference.Run(runner, _test, _classes, NoProgress.Instance);
    }

    private Row Judge(string group, string name, string options, float[] outputs, long bytes, double seconds)
    {
        var result = Evaluator.Evaluate(outputs, _floatOutputs, _classes, _test.Labels);
        var (low, high) = WilsonInterval.Of(result.Top1!.Value, result.Samples);
        return new Row(
            _model.Name, group, name, options, result.Samples, result.Top1.Value, low, high, (result.FloatTop1!.Value - result.Top1.Value) * 100,
            result.Agreement!.Value, result.SqnrDb!.Value, bytes, Math.Round(seconds, 1));
    }
}
