using System.CommandLine;
using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Report;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp sensitivity</c>: each step of a network quantized alone, and the noise of every tensor with all of them quantized.</summary>
static class SensitivityCommand
{
    private const int DefaultSamples = 64;

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("sensitivity", "Show what quantization costs layer by layer: each step quantized alone, and the noise and range of every tensor.");
        var model = FileArgument.Create("MODEL.onnx", "The float model.");
        command.Arguments.Add(model);
        var data = new DataArguments(command, "--data", DefaultSamples);
        var labels = LabelsOption.Create();
        command.Options.Add(labels);
        var method = MethodOption.Create();
        command.Options.Add(method);
        var quantization = new QuantizationArguments(command);
        return runner.Bind(command, "qmlp sensitivity resmlp.onnx --data images/ --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --weights 4", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var onnx = OnnxModel.Load(InputFile.Require(parse.GetRequiredValue(model), InputFile.Onnx));
            var graph = Importer.Import(onnx);
            var settings = quantization.Settings(parse, graph);
            using var source = data.Open(parse, new Shape([.. onnx.InputShape.Dims[1..]]), DataDefaults.None, parse.GetValue(labels));
            LabelsOption.RequireWithin(source, graph.Output.Shape.Length);
            var chosen = CalibrationMethod.Parse(parse.GetRequiredValue(method));
            var quantized = Quantizing.Run(onnx, graph, source, settings, chosen, terminal);
            var pair = new NetworkPair(quantized.Graph, quantized.Model, onnx.FileName);
            var analysis = terminal.Track(
                "Analysing",
                progress => NetworkAnalyzer.Analyze(pair, source, NetworkAnalyzer.AffordableSamples(pair, source.Count), progress));
            return new SensitivityReport(
                onnx.FileName,
                ProvenanceWords.Of(quantized.Model).ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal),
                analysis);
        }
    }
}
