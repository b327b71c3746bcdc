using System.CommandLine;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Report;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp evaluate</c>: the generated code against labels, against the float model, or both.</summary>
static class EvaluateCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("evaluate", "Measure accuracy, agreement with the float model and output SQNR of the generated code.");
        var model = new QuantizedArgument(command);
        var data = new DataArguments(command, "--data", DataOptions.AllSamples);
        var labels = LabelsOption.Create();
        var against = new Option<string?>("--against") { Description = "The float model, run by ONNX Runtime.", HelpName = "MODEL.onnx" };
        var kernel = KernelOption.Create();
        command.Options.Add(labels);
        command.Options.Add(against);
        command.Options.Add(kernel);
        var outputNode = OutputNodeOption.Create();
        command.Options.Add(outputNode);
        return runner.Bind(command, "qmlp evaluate resmlp.qmlp --data test/ --against resmlp.onnx", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = model.Path(parse);
            var quantized = model.Load(parse);
            terminal.Cancellation.ThrowIfCancellationRequested();
            var onnx = parse.GetValue(against) is { } floatPath ? LoadFloat(floatPath, parse.GetValue(outputNode), quantized) : null;
            using var source = data.Open(
                parse, new Shape([.. quantized.Input.Shape]), QuantizedArgument.Defaults(quantized), parse.GetValue(labels), terminal.Cancellation);
            if (source.Labels is null && onnx is null)
            {
                throw new UsageError("There is nothing to compare with: give --labels, a folder whose sub-folders are the classes, or --against MODEL.onnx.");
            }

            using var loaded = InMemoryModel.Compile(path, cancellation: terminal.Cancellation).Load(parse.GetRequiredValue(kernel));
            var measured = AccuracyMeasurement.Run(loaded, quantized, onnx, source, terminal, terminal.Cancellation);
            InputCheck.Warn(terminal, quantized, measured, source, data.StatesNormalization(parse, QuantizedArgument.Defaults(quantized)));
            var result = measured.Result;
            return new EvaluationReport(
                result.Samples, result.Top1, result.Top5, result.FloatTop1, result.Agreement, result.SqnrDb, loaded.Kernel);
        }
    }

    /// <param name="outputNode">The output that the quantized model was calibrated for, where that has to be said.</param>
    public static OnnxModel LoadFloat(string path, string? outputNode, QuantizedModel quantized)
    {
        var onnx = OnnxModel.Load(InputFile.Require(path, InputFile.Onnx), outputNode);
        return onnx.InputShape.Dims[1..].SequenceEqual(quantized.Input.Shape.AsSpan())
            ? onnx
            : throw new UserError(
                $"{path} takes samples of shape {new Shape([.. onnx.InputShape.Dims[1..]])}, the quantized model of shape "
                    + $"{new Shape([.. quantized.Input.Shape])}: they are different networks.");
    }
}
