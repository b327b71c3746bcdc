using System.CommandLine;
using QMlp.Calibrator.Export;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Report;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp export</c>: the quantized model as ONNX, for runtimes that are not C#.</summary>
static class ExportCommand
{
    private const string Qdq = "onnx-qdq", MatMulNBits = "onnx-matmulnbits";

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("export", "Write a quantized model as ONNX, with the same weights, scales and zero points.");
        var model = new QuantizedArgument(command);
        var format = new Option<string>("--format")
        {
            Description =
                $"{Qdq}: standard ONNX, which ONNX Runtime runs on its integer kernels; {MatMulNBits}: ONNX Runtime's operator for 4-bit weights ({Qdq} "
                    + "unless given).",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => Qdq,
            CustomParser = result => OptionParsers.Choice(result, [Qdq, MatMulNBits]),
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The .onnx file to write (the model's name with .qdq.onnx or .matmulnbits.onnx, in the current folder, unless given).",
            HelpName = "FILE.onnx",
        };
        command.Options.Add(format);
        command.Options.Add(output);
        return runner.Bind(command, "qmlp export resmlp.qmlp --format onnx-qdq --output resmlp.qdq.onnx", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = model.Path(parse);
            var chosen = parse.GetRequiredValue(format);
            // Never NAME.onnx by itself: that is what the float model is called.
            var target = InputFile.RequireWritable(
                parse.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(path), chosen["onnx-".Length..] + InputFile.Onnx), InputFile.Onnx);
            var quantized = model.Load(parse);
            var bytes = OnnxExporter.Export(quantized, chosen == Qdq ? ExportFormat.OnnxQdq : ExportFormat.OnnxMatMulNBits);
            AtomicFile.Write(target, file => file.Write(bytes), terminal.Cancellation);
            return new ExportReport(target, chosen, bytes.Length, quantized.Input.Name, [1, .. quantized.Input.Shape], OnnxExporter.OutputName(quantized));
        }
    }
}
