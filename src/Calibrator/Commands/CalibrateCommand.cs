using System.CommandLine;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Pipeline;
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
            Description =
                "Choose layers for 4-bit weights under a bound on the bytes of weights (what of the file becomes part of the program) or on the loss of "
                    + $"accuracy, those first that cost least for what they save: {PrecisionBudget.Choices}. All others have 8 bits.",
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
        var outputNode = OutputNodeOption.Create();
        command.Options.Add(outputNode);
        return runner.Bind(command, "qmlp calibrate resmlp.onnx --data images/ --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --output resmlp.qmlp", Run,
            check: "more accuracy is lost than --max-drop allows, or the --budget cannot be met");

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = InputFile.Require(parse.GetRequiredValue(model), InputFile.Onnx);
            var target = InputFile.RequireWritable(
                parse.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(path), InputFile.Quantized), InputFile.Quantized);
            var chosen = CalibrationMethod.Parse(parse.GetRequiredValue(method));
            var floatModel = FloatModel.Load(path, parse.GetValue(outputNode), terminal.Cancellation);
            var settings = quantization.Settings(parse, floatModel.Graph, choosesLayers: parse.GetValue(budget) is not null);
            RequireSense(parse, floatModel, settings);
            using var source = data.IsGiven(parse)
                ? data.Open(parse, floatModel.SampleShape, DataDefaults.None, guard.CalibrationLabels(parse), terminal.Cancellation)
                : null;
            if (source is not null)
            {
                InputCheck.Warn(terminal, floatModel, source, data.StatesNormalization(parse, DataDefaults.None));
            }

            var network = source is null
                ? CalibrationPipeline.RunWithoutSamples(floatModel, settings, terminal.Cancellation)
                : Calibrate(parse, new CalibrationRequest(floatModel, source, settings, chosen), terminal);
            var quantized = guard.Check(parse, floatModel, network.Model, source, terminal);
            QuantizedModelFile.Save(target, quantized, terminal.Cancellation);
            var redundant = parse.GetValue(budget) is null ? quantization.WithoutEffect(parse, settings) : [];
            return Report(
                floatModel, target, source, source is null ? CalibrationProvenance.FromModel : chosen.Name, settings,
                network with { Model = quantized, Ineffective = [.. network.Ineffective, .. redundant] });
        }

        // What the options ask for together, once it is known what the model is.
        void RequireSense(ParseResult parse, FloatModel floatModel, QuantizationSettings settings)
        {
            if (quantization.StatesWeightBits(parse) && parse.GetValue(budget) is not null)
            {
                throw new UsageError("Options '--weights' and '--budget' exclude each other: a budget chooses the bits of each layer's weights.");
            }

            if (data.IsGiven(parse))
            {
                return;
            }

            if (!floatModel.Graph.IsQuantized)
            {
                throw new UsageError(
                    $"Option '--data' is required: {floatModel.Onnx.FileName} is a float model, and the ranges of its tensors have to be observed on samples.");
            }

            if (parse.GetValue(budget) is not null)
            {
                throw new UsageError("Option '--data' is required: what layers cost under a --budget is measured on samples.");
            }

            if (settings.NeedsSamples)
            {
                throw new UsageError(
                    "Option '--data' is required: rounding by second moments, bias correction, equalization and hidden groups follow samples.");
            }
        }

        QuantizedNetwork Calibrate(ParseResult parse, CalibrationRequest request, Terminal terminal) => parse.GetValue(budget) is { } bound
            ? BudgetedCalibration.Run(
                request, PrecisionBudget.Parse(bound), model =>
                    guard.Measure(parse, request.Model, model, request.Samples, terminal).Drop, terminal, terminal.Cancellation)
            : CalibrationPipeline.Run(request, terminal, terminal.Cancellation);
    }

    private static CalibrationReport Report(
        FloatModel floatModel, string target, ISampleSource? source, string method, QuantizationSettings settings, QuantizedNetwork network) => new(
        target,
        source?.Count ?? 0,
        source?.Available ?? 0,
        method,
        settings.ActivationBits,
        settings.WeightBits,
        [.. network.Model.Steps.OfType<LinearStep>().Select(step => new LayerWeights(step.Name, step.Groups[0].Weights.Bits))],
        settings.WeightGroupSize,
        network.Model.Input.Pixels != PixelLayout.None,
        network.Model.Parameters(),
        FileSize.Of(floatModel.Onnx.Path),
        FileSize.OfQuantized(target),
        network.Model.Weights.Length,
        network.Model.Provenance.SourceSha256,
        network.Model.Provenance.DataSha256,
        [
            .. network.Movements.OrderByDescending(movement => movement.Relative)
            .Select(movement => new RangeConvergence(movement.Tensor, movement.Group, movement.Relative))],
        AccumulationSummary.Of(network.Accumulation),
        [.. network.Ineffective.Select(option => new IneffectiveOptionReport(option.Option, option.Reason))],
        floatModel.Notes);
}
