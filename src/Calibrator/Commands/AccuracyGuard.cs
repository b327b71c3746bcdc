using System.CommandLine;
using System.Globalization;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Pipeline;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary>
/// The options by which a freshly quantized model is measured before it is written: its generated code against the float model on labeled samples.
/// The drop is recorded in the model file, where the generator can hold it against the project's QMlpMaxDrop.
/// </summary>
sealed class AccuracyGuard
{
    private readonly DataArguments _data;
    private readonly Option<string?> _labels = LabelsOption.Create();
    private readonly Option<string?> _evaluationData = new("--evaluate-data")
    {
        Description = "Measure accuracy on all of these samples, to which --labels then belongs, instead of on those of --data.",
        HelpName = "SPEC",
    };

    private readonly Option<double?> _maxDrop = new("--max-drop")
    {
        Description = "Write nothing and exit with 1 where top-1 accuracy is lower than the float model's by more percentage points than this.",
        HelpName = "POINTS",
        CustomParser = OptionParsers.Points,
    };

    public AccuracyGuard(Command command, DataArguments data)
    {
        _data = data;
        command.Options.Add(_labels);
        command.Options.Add(_evaluationData);
        command.Options.Add(_maxDrop);
    }

    /// <summary>Class indices of the calibration samples; null where they belong to other data or are not given.</summary>
    public string? CalibrationLabels(ParseResult parse) => parse.GetValue(_evaluationData) is null ? parse.GetValue(_labels) : null;

    /// <summary>The model with its accuracy in its provenance; the very same where nobody asked for accuracy.</summary>
    /// <param name="calibration">The samples of --data; null for a model that needs none.</param>
    /// <exception cref="FailedCheck">The drop is larger than allowed.</exception>
    /// <exception cref="UsageError">There are no labels.</exception>
    public QuantizedModel Check(ParseResult parse, FloatModel floatModel, QuantizedModel model, ISampleSource? calibration, Terminal terminal)
    {
        var (spec, maxDrop) = (parse.GetValue(_evaluationData), parse.GetValue(_maxDrop));
        if (spec is null && maxDrop is null && parse.GetValue(_labels) is null)
        {
            return model;
        }

        var measured = Measure(parse, floatModel, model, calibration, terminal);
        if (maxDrop is { } allowed && measured.Drop > allowed)
        {
            var result = measured.Result;
            throw new FailedCheck(string.Create(CultureInfo.InvariantCulture,
                $"Top-1 accuracy drops by {measured.Drop:F2} points on {result.Samples} samples, from {result.FloatTop1 * 100:F2} % to "
                    + $"{result.Top1 * 100:F2} %, and --max-drop allows {allowed}; nothing was written. See where it is lost with 'qmlp sensitivity'."));
        }

        return model with { Provenance = measured.AddTo(model.Provenance) };
    }

    /// <summary>The model's generated code and the float model on the labeled samples.</summary>
    /// <exception cref="UsageError">There are no labels.</exception>
    public AccuracyMeasurement Measure(ParseResult parse, FloatModel floatModel, QuantizedModel model, ISampleSource? calibration, Terminal terminal)
    {
        using var other = parse.GetValue(_evaluationData) is { } spec
            ? _data.OpenOther(parse, spec, floatModel.SampleShape, DataDefaults.None, parse.GetValue(_labels), terminal.Cancellation)
            : null;
        var source = other ?? calibration;
        if (source?.Labels is null)
        {
            throw new UsageError(
                "Accuracy cannot be measured without labeled samples: give --data or --evaluate-data with --labels, or a folder whose sub-folders are the "
                    + "classes.");
        }

        using var code = InMemoryModel.Compile(model, terminal.Cancellation).Load();
        return AccuracyMeasurement.Run(code, model, floatModel.Onnx, source, terminal, terminal.Cancellation);
    }
}
