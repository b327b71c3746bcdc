using System.CommandLine;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Report;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp run</c>: samples through the generated code, outputs into a .npy file.</summary>
static class RunCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("run", "Run the generated code of a model, compiled in memory, and write its outputs.");
        var model = new QuantizedArgument(command);
        var data = new DataArguments(command, "--input", DataOptions.AllSamples);
        var output = new Option<string>("--output", "-o")
        {
            Description = "The .npy file to write: float32 [samples, outputs].",
            HelpName = "FILE.npy",
            Required = true,
        };
        var kernel = KernelOption.Create();
        command.Options.Add(output);
        command.Options.Add(kernel);
        return runner.Bind(command, "qmlp run resmlp.qmlp --input samples.npy --output logits.npy", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var target = InputFile.RequireWritable(parse.GetRequiredValue(output), ".npy");
            var path = model.Path(parse);
            var quantized = model.Load(parse);
            using var source = data.Open(
                parse, new Shape([.. quantized.Input.Shape]), QuantizedArgument.Defaults(quantized), labels: null, terminal.Cancellation);
            using var loaded = InMemoryModel.Compile(path, cancellation: terminal.Cancellation).Load(parse.GetRequiredValue(kernel));
            var outputs = terminal.Track("Running", progress => Inference.Run(loaded, quantized, source, progress, terminal.Cancellation));
            var shape = ModelFacts.Tensor(quantized, quantized.Output).Shape;
            NpyWriter.Write(target, shape, source.Count, outputs.Chunk(outputs.Length / source.Count), terminal.Cancellation);
            return new RunReport(target, source.Count, [source.Count, .. shape], loaded.Kernel);
        }
    }
}
