using System.CommandLine;
using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Report;
using QMlp.Calibrator.Report.Html;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp report</c>: one page on a quantized model, beside the float one that it was made of.</summary>
static class ReportCommand
{
    private const string Extension = ".html";

    private const int DefaultAnalyzed = 16;

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("report", "Write a page on a quantized model: accuracy, size, time, and where quantization costs what.");
        var model = new QuantizedArgument(command);
        var data = new DataArguments(command, "--data", DataOptions.AllSamples);
        var labels = LabelsOption.Create();
        var against = new Option<string>("--against") { Description = "The float model, run by ONNX Runtime.", HelpName = "MODEL.onnx", Required = true };
        var analyzed = new Option<int?>("--analyze")
        {
            Description =
                $"Samples for noise, ranges and sensitivity, taken evenly ({DefaultAnalyzed} unless given); accuracy is measured on all of --samples.",
            HelpName = "N",
            CustomParser = result => OptionParsers.Count(result, 1, 100_000),
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The page to write (the model's name with .html, in the current folder, unless given).",
            HelpName = "FILE",
        };
        command.Options.Add(labels);
        command.Options.Add(against);
        command.Options.Add(analyzed);
        command.Options.Add(output);
        var outputNode = OutputNodeOption.Create();
        command.Options.Add(outputNode);
        return runner.Bind(command, "qmlp report resmlp.qmlp --against resmlp.onnx --data test/ --output report.html", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = model.Path(parse);
            var target = InputFile.RequireWritable(
                parse.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(path), Extension), Extension);
            var quantized = model.Load(parse);
            var onnx = EvaluateCommand.LoadFloat(parse.GetRequiredValue(against), parse.GetValue(outputNode), quantized);
            var pair = new NetworkPair(FloatTransforms.Repeat(FloatModel.Of(onnx, terminal.Cancellation).Graph, quantized), quantized, onnx.FileName);
            var shape = new Shape([.. quantized.Input.Shape]);
            using var source = data.Open(parse, shape, QuantizedArgument.Defaults(quantized), parse.GetValue(labels), terminal.Cancellation);
            using var loaded = InMemoryModel.Compile(path, cancellation: terminal.Cancellation).Load();
            var measured = AccuracyMeasurement.Run(loaded, quantized, onnx, source, terminal, terminal.Cancellation);
            InputCheck.Warn(terminal, quantized, measured, source, data.StatesNormalization(parse, QuantizedArgument.Defaults(quantized)));
            using var few = new EvenSubset(source, parse.GetValue(analyzed) ?? DefaultAnalyzed);
            var analysis = terminal.Track(
                "Analyzing",
                progress => NetworkAnalyzer.Analyze(pair, few, NetworkAnalyzer.AffordableSamples(pair, few.Count), progress, terminal.Cancellation));
            var report = new ModelReport(
                target,
                Path.GetFileName(path),
                onnx.FileName,
                Origin(quantized, onnx),
                Accuracy(source, measured.Result),
                new ReportCost(
                    quantized.Parameters(),
                    ModelFacts.Macs(quantized),
                    FileSize.OfQuantized(path),
                    FileSize.Of(onnx.Path),
                    InferenceTimer.OfGeneratedCode(loaded, quantized, source, terminal.Cancellation).TotalMicroseconds,
                    FloatTime(onnx, source, terminal.Cancellation).TotalMicroseconds,
                    loaded.Kernel),
                source.Labels is { } known ? ConfusionMatrix.Of(measured.Outputs, ModelFacts.OutputLength(quantized), known) : null,
                source.ClassNames,
                analysis,
                WeightDistribution.Of(quantized));
            AtomicFile.WriteText(target, ReportPage.Write(report), terminal.Cancellation);
            return report;
        }
    }

    /// <summary>Of one sample on one thread.</summary>
    private static TimeSpan FloatTime(OnnxModel onnx, ISampleSource source, CancellationToken cancellation)
    {
        using var runner = new FloatRunner(onnx, threads: 1);
        return InferenceTimer.OfOnnxRuntime(runner, source, cancellation) / (onnx.Batch ?? 1);
    }

    private static ReportAccuracy Accuracy(ISampleSource source, EvaluationResult result)
    {
        var interval = result.Top1 is { } top1 ? WilsonInterval.Of(top1, result.Samples) : ((double, double)?)null;
        return new ReportAccuracy(
            source.Name, result.Samples, result.Top1, interval?.Item1, interval?.Item2, result.FloatTop1, result.Agreement!.Value, result.SqnrDb!.Value);
    }

    private static ReportOrigin Origin(QuantizedModel model, OnnxModel onnx) => new(
        model.Provenance.Tool,
        model.Provenance.Source,
        model.Provenance.SourceSha256,
        model.Provenance.SourceSha256 == onnx.Sha256,
        model.Provenance.Data,
        model.Provenance.DataSha256,
        model.Provenance.Samples,
        ProvenanceWords.Summary(model.Provenance.Settings),
        ProvenanceWords.Of(model).ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal));
}
