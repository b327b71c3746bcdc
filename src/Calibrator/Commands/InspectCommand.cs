using System.CommandLine;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Report;
using QMlp.Calibrator.Settings;
using QMlp.Generator;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp inspect</c>: what a float or a quantized model is made of.</summary>
static class InspectCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("inspect", "Show what a model is made of: a float one (.onnx) or a quantized one (.qmlp).");
        var file = FileArgument.Create("FILE", "The .onnx or .qmlp file.");
        command.Arguments.Add(file);
        var outputNode = OutputNodeOption.Create();
        command.Options.Add(outputNode);
        return runner.Bind(command, "qmlp inspect resmlp.onnx", Run, check: "the model cannot be quantized, or not be compiled",
            failure: (parse, sentence) => new UnreadableModelReport(Printable.Text(Path.GetFileName(parse.GetRequiredValue(file))), false, [], sentence));

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = InputFile.Require(parse.GetRequiredValue(file), InputFile.Onnx, InputFile.Quantized);
            return Path.GetExtension(path).Equals(InputFile.Onnx, StringComparison.OrdinalIgnoreCase)
                ? InspectFloat(path, parse.GetValue(outputNode), terminal.Cancellation)
                : InspectQuantized(path, terminal.Cancellation);
        }
    }

    private static FloatModelReport InspectFloat(string path, string? outputNode, CancellationToken cancellation)
    {
        var onnx = OnnxModel.Load(path, outputNode);
        FloatModel? model = null;
        try
        {
            model = Import(onnx, cancellation);
            cancellation.ThrowIfCancellationRequested();
            QuantizationPlan.Create(model.Graph, new QuantizationSettings());
            return Report(path, onnx, model, null);
        }
        catch (UnsupportedModel refused)
        {
            // The file was read, so it can be shown; why it cannot be quantized is part of the answer.
            return Report(path, onnx, model, refused);
        }
    }

    private static FloatModelReport Report(string path, OnnxModel onnx, FloatModel? model, UnsupportedModel? refused) => new(
        Path.GetFileName(path),
        onnx.Opset,
        Printable.Text(string.Join(' ', new[] { onnx.Proto.ProducerName, onnx.Proto.ProducerVersion }.Where(word => word.Length > 0))),
        Printable.Text(onnx.InputName),
        [.. onnx.InputShape.Dims],
        onnx.Batch,
        Printable.Text(onnx.OutputName),
        model is null ? null : [.. model.Graph.Output.Shape.Dims],
        model?.Graph.Parameters,
        model?.Graph.Macs,
        refused is null,
        refused?.Refusals ?? [],
        refused?.End,
        model?.Notes ?? onnx.Notes,
        [.. (model?.Graph.Nodes ?? []).Select(node => new StepReport(node.Name, node.Kind, [.. node.Output.Shape.Dims[1..]], node.Macs))]);

    /// <summary>The float network. A graph that makes no sense is what was asked about, and no fault of the file.</summary>
    private static FloatModel Import(OnnxModel onnx, CancellationToken cancellation)
    {
        try
        {
            return FloatModel.Of(onnx, cancellation);
        }
        catch (UserError error) when (error is not UnsupportedModel)
        {
            throw new FailedCheck(error.Message);
        }
    }

    private static QuantizedModelReport InspectQuantized(string path, CancellationToken cancellation)
    {
        var model = QuantizedModelFile.Load(path);
        cancellation.ThrowIfCancellationRequested();
        var (plan, refusal) = Plan(path);
        var shapes = model.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);
        return new QuantizedModelReport(
            Path.GetFileName(path),
            model.Name,
            model.Provenance.Tool,
            model.Provenance.Source,
            model.Provenance.SourceSha256,
            model.Provenance.Data,
            model.Provenance.Samples,
            ProvenanceWords.Of(model).ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal),
            model.Provenance.Accuracy is { } accuracy
                ? new RecordedAccuracy(accuracy.Data, accuracy.Samples, accuracy.Float, accuracy.Quantized, accuracy.Drop)
                : null,
            [.. model.Input.Shape],
            model.Input.Pixels.ToString().ToLowerInvariant(),
            [.. shapes[model.Output]],
            model.Parameters(),
            ModelFacts.Macs(model),
            FileSize.OfQuantized(path),
            model.Weights.Length,
            model.Weights.Storage.ToString().ToLowerInvariant(),
            model.Golden.Count,
            [.. model.Steps.Zip(model.MultiplyAccumulates(), (step, macs) => new StepReport(step.Name, ModelFacts.Kind(step), [.. shapes[step.Output]], macs))],
            plan,
            refusal);
    }

    /// <summary>The plan of the generated class; or why there is none, which for a valid model is part of the answer too.</summary>
    private static (PlanReport? Plan, string? Refusal) Plan(string path)
    {
        try
        {
            var plan = GeneratedCode.Compile(path, new EmissionOptions { ClassName = "Inspected", IncludeKernels = false }).Plan!;
            return (new PlanReport(plan.ScratchBytes, [.. plan.Passes.Select(pass => Pass(pass, plan.Tiers))]), null);
        }
        catch (UserError error)
        {
            return (null, error.Message);
        }
    }

    private static PassReport Pass(PassOutline pass, IReadOnlyList<string> tiers) => new(
        pass.Name,
        pass.Steps,
        pass.Bands,
        pass.MultiplyAccumulates,
        pass.BytesMoved,
        tiers.Zip(pass.IdealCycles).ToDictionary(cycles => cycles.First, cycles => cycles.Second, StringComparer.Ordinal));
}
