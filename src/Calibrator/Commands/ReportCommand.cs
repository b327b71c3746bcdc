using System.CommandLine;
using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Onnx;
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
            Description = $"Samples for noise, ranges and sensitivity, taken evenly ({DefaultAnalyzed} unless given); accuracy is measured on all of --samples.",
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
        return runner.Bind(command, "qmlp report resmlp.qmlp --against resmlp.onnx --data test/ --output report.html", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = model.Path(parse);
            var target = InputFile.RequireWritable(
                parse.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(path), Extension), Extension);
            var quantized = model.Load(parse);
            var onnx = EvaluateCommand.LoadFloat(parse.GetRequiredValue(against), quantized);
            var pair = new NetworkPair(ChannelEqualization.Of(HiddenGroups.Of(Importer.Import(onnx), quantized), quantized), quantized, onnx.FileName);
            var shape = new Shape([.. quantized.Input.Shape]);
            using var source = data.Open(parse, shape, QuantizedArgument.Defaults(quantized), parse.GetValue(labels));
            var classes = ModelFacts.OutputLength(quantized);
            LabelsOption.RequireWithin(source, classes);

            using var loaded = InMemoryModel.Compile(path).Load();
            var outputs = terminal.Track("Generated code", progress => Inference.Run(loaded, quantized, source, progress));
            var floatOutputs = FloatOutputs(onnx, source, classes, terminal, out var floatTime);
            var result = Evaluator.Evaluate(outputs, floatOutputs, classes, source.Labels);
            using var few = new EvenSubset(source, parse.GetValue(analyzed) ?? DefaultAnalyzed);
            var analysis = terminal.Track(
                "Analysing", progress => NetworkAnalyzer.Analyze(pair, few, NetworkAnalyzer.AffordableSamples(pair, few.Count), progress));
            var report = new ModelReport(
                target,
                Path.GetFileName(path),
                onnx.FileName,
                Origin(quantized, onnx),
                Accuracy(source, result),
                new ReportCost(
                    quantized.Parameters(),
                    ModelFacts.Macs(quantized),
                    FileSize.OfQuantized(path),
                    FileSize.Of(onnx.Path),
                    InferenceTimer.OfGeneratedCode(loaded, quantized, source).TotalMicroseconds,
                    floatTime.TotalMicroseconds,
                    loaded.Kernel),
                source.Labels is { } known ? ConfusionMatrix.Of(outputs, classes, known) : null,
                source.ClassNames,
                analysis,
                WeightDistribution.Of(quantized));
            AtomicFile.WriteText(target, ReportPage.Write(report));
            return report;
        }
    }

    private static float[] FloatOutputs(OnnxModel onnx, ISampleSource source, int classes, Terminal terminal, out TimeSpan time)
    {
        using (var all = new FloatRunner(onnx, Environment.ProcessorCount))
        using (var one = new FloatRunner(onnx, threads: 1))
        {
            time = InferenceTimer.OfOnnxRuntime(one, source) / (onnx.Batch ?? 1);
            return terminal.Track("ONNX Runtime", progress => Inference.Run(all, source, classes, progress));
        }
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
