using System.CommandLine;
using System.Globalization;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Quantization;
using QMlp.Calibrator.Report;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp calibrate</c>: float ONNX and data in, quantized model file out.</summary>
static class CalibrateCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("calibrate", "Quantize a float ONNX model with the ranges that it has on data, and write the model file.");
        var model = FileArgument.Create("MODEL.onnx", "The float model.");
        command.Arguments.Add(model);
        var data = new DataArguments(command, "--data", DataOptions.DefaultSamples);
        var method = new Option<string>("--method")
        {
            Description = $"How ranges of activations are chosen: {CalibrationMethod.Choices}.",
            HelpName = "METHOD",
            DefaultValueFactory = _ => CalibrationMethod.MinMax.Name,
            CustomParser = result => OptionParsers.Parse(result, text => CalibrationMethod.Parse(text).Name),
        };
        var activations = new Option<int?>("--activations")
        {
            Description = "Bits of activations: 8, or 7 for the fastest exact kernels on processors without a byte dot product (8 unless given).",
            HelpName = "8|7",
            CustomParser = result => Bits(result, ["8", "7"]),
        };
        var weights = new Option<int?>("--weights")
        {
            Description = "Bits of weights: 8 or 4 (8 unless given).",
            HelpName = "8|4",
            CustomParser = result => Bits(result, ["8", "4"]),
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The file to write (the model's name with .qmlp, in the current folder, unless given).",
            HelpName = "FILE",
        };
        command.Options.Add(method);
        command.Options.Add(activations);
        command.Options.Add(weights);
        command.Options.Add(output);
        return runner.Bind(command, "qmlp calibrate resmlp.onnx --data images/ --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --output resmlp.qmlp", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = InputFile.Require(parse.GetRequiredValue(model), InputFile.Onnx);
            var target = InputFile.RequireWritable(
                parse.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(path), InputFile.Quantized), InputFile.Quantized);
            var settings = new QuantizationSettings { ActivationBits = parse.GetValue(activations) ?? 8, WeightBits = parse.GetValue(weights) ?? 8 };
            var chosen = CalibrationMethod.Parse(parse.GetRequiredValue(method), settings.ActivationBits);

            var onnx = OnnxModel.Load(path);
            var graph = Importer.Import(onnx);
            var plan = QuantizationPlan.Create(graph, settings);
            using var source = data.Open(parse, new Shape([.. onnx.InputShape.Dims[1..]]), DataDefaults.None);
            var ranges = terminal.Track("Observing", progress => Observer.Observe(onnx, graph, source, plan.Requests, chosen, progress));
            var input = CalibratedInput.Describe(plan, source);
            var quantized = NetworkQuantizer.Quantize(
                plan, ranges, input, CalibrationProvenance.Create(onnx, source, settings, chosen), CalibratedInput.GoldenSamples(source));
            QuantizedModelFile.Save(target, quantized);
            return new CalibrationReport(
                target,
                source.Count,
                source.Available,
                chosen.Name,
                settings.ActivationBits,
                settings.WeightBits,
                input is PixelInput,
                ModelFacts.Parameters(quantized),
                FileSize.Of(path),
                FileSize.OfQuantized(target),
                quantized.Provenance.SourceSha256,
                quantized.Provenance.DataSha256);
        }
    }

    private static int? Bits(System.CommandLine.Parsing.ArgumentResult result, string[] choices) =>
        OptionParsers.Choice(result, choices) is { } bits ? int.Parse(bits, CultureInfo.InvariantCulture) : null;
}
