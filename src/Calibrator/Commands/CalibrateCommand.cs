using System.CommandLine;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Report;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp calibrate</c>: float ONNX and data in, quantized model file out.</summary>
static class CalibrateCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("calibrate", "Quantize a float ONNX model with the ranges that it has on data, and write the model file.");
        var model = FileArgument.Create("MODEL.onnx", "The float model.");
        command.Arguments.Add(model);
        var data = new DataArguments(command, "--data", DataOptions.DefaultSamples, required: false);
        var method = MethodOption.Create();
        command.Options.Add(method);
        var quantization = new QuantizationArguments(command);
        var budget = new Option<string?>("--budget")
        {
            Description = $"Choose layers for 4-bit weights under a bound on the bytes of weights (what of the file becomes part of the program) or on the loss of accuracy, those first that cost least for what they save: {PrecisionBudget.Choices}. All others have 8 bits.",
            HelpName = "BOUND",
            CustomParser = result => OptionParsers.Parse(result, text => PrecisionBudget.Parse(text).Text),
        };
        command.Options.Add(budget);
        var guard = new AccuracyGuard(command, data);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The file to write (the model's name with .qmlp, in the current folder, unless given).",
            HelpName = "FILE",
        };
        command.Options.Add(output);
        return runner.Bind(command, "qmlp calibrate resmlp.onnx --data images/ --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --output resmlp.qmlp", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = InputFile.Require(parse.GetRequiredValue(model), InputFile.Onnx);
            var target = InputFile.RequireWritable(
                parse.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(path), InputFile.Quantized), InputFile.Quantized);
            var chosen = CalibrationMethod.Parse(parse.GetRequiredValue(method));
            var onnx = OnnxModel.Load(path);
            var graph = Importer.Import(onnx);
            var settings = quantization.Settings(parse, graph, choosesLayers: parse.GetValue(budget) is not null);
            if (quantization.StatesWeightBits(parse) && parse.GetValue(budget) is not null)
            {
                throw new UsageError("Options '--weights' and '--budget' exclude each other: a budget chooses the bits of each layer's weights.");
            }

            if (!data.IsGiven(parse) && !graph.IsQuantized)
            {
                throw new UsageError($"Option '--data' is required: {onnx.FileName} is a float model, and the ranges of its tensors have to be observed on samples.");
            }

            using var source = data.IsGiven(parse) ? data.Open(parse, new Shape([.. onnx.InputShape.Dims[1..]]), DataDefaults.None, guard.CalibrationLabels(parse)) : null;
            if (source is null && parse.GetValue(budget) is not null)
            {
                throw new UsageError("Option '--data' is required: what layers cost under a --budget is measured on samples.");
            }

            var network = source is null
                ? new QuantizedNetwork(Quantizing.Run(onnx, graph, settings), graph, [], [])
                : parse.GetValue(budget) is not { } bound
                    ? Quantizing.Run(onnx, graph, source, settings, chosen, terminal)
                    : new BudgetedQuantizing(onnx, source, Quantizing.Observe(onnx, graph, source, settings, chosen, terminal), settings, chosen, terminal).Run(
                        PrecisionBudget.Parse(bound), model => guard.Drop(parse, onnx, model, source, terminal));
            var quantized = guard.Check(parse, onnx, network.Model, source, terminal);
            QuantizedModelFile.Save(target, quantized);
            return new CalibrationReport(
                target,
                source?.Count ?? 0,
                source?.Available ?? 0,
                source is null ? CalibrationProvenance.FromModel : chosen.Name,
                settings.ActivationBits,
                settings.WeightBits,
                [.. quantized.Steps.OfType<LinearStep>().Select(step => new LayerWeights(step.Name, step.Groups[0].Weights.Bits))],
                settings.WeightGroupSize,
                quantized.Input.Pixels != PixelLayout.None,
                quantized.Parameters(),
                FileSize.Of(path),
                FileSize.OfQuantized(target),
                quantized.Weights.Length,
                quantized.Provenance.SourceSha256,
                quantized.Provenance.DataSha256,
                [.. network.Movements.OrderByDescending(movement => movement.Relative).Select(movement => new RangeConvergence(
                    movement.Tensor, movement.Group, movement.Relative))],
                AccumulationSummary.Of(network.Accumulation));
        }
    }
}
