using System.CommandLine;
using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Report;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp sensitivity</c>: each step of a network quantized alone, and the noise of every tensor with all of them quantized.</summary>
static class SensitivityCommand
{
    private const int DefaultSamples = 64;

    public static Command Create(CommandRunner runner)
    {
        var command = new Command(
            "sensitivity", "Show what quantization costs layer by layer: each step quantized alone, and the noise and range of every tensor.");
        var model = FileArgument.Create("MODEL.onnx", "The float model.");
        command.Arguments.Add(model);
        var data = new DataArguments(command, "--data", DefaultSamples);
        var labels = LabelsOption.Create();
        command.Options.Add(labels);
        var method = MethodOption.Create();
        command.Options.Add(method);
        var quantization = new QuantizationArguments(command);
        var outputNode = OutputNodeOption.Create();
        command.Options.Add(outputNode);
        return runner.Bind(command, "qmlp sensitivity resmlp.onnx --data images/ --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --weights 4", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = InputFile.Require(parse.GetRequiredValue(model), InputFile.Onnx);
            var floatModel = FloatModel.Load(path, parse.GetValue(outputNode), terminal.Cancellation);
            var settings = quantization.Settings(parse, floatModel.Graph);
            using var source = data.Open(parse, floatModel.SampleShape, DataDefaults.None, parse.GetValue(labels), terminal.Cancellation);
            ClassLabels.RequireWithin(source, floatModel.Graph.Output.Shape.Length);
            var request = new CalibrationRequest(floatModel, source, settings, CalibrationMethod.Parse(parse.GetRequiredValue(method)));
            var quantized = CalibrationPipeline.Run(request, terminal, terminal.Cancellation);
            var pair = new NetworkPair(quantized.Graph, quantized.Model, floatModel.Onnx.FileName);
            var analysis = terminal.Track(
                "Analyzing",
                progress => NetworkAnalyzer.Analyze(pair, source, NetworkAnalyzer.AffordableSamples(pair, source.Count), progress, terminal.Cancellation));
            return new SensitivityReport(
                floatModel.Onnx.FileName,
                ProvenanceWords.Of(quantized.Model).ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal),
                analysis);
        }
    }
}
