using System.Globalization;
using QMlp.Calibrator.Commands;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Export;

namespace QMlp.SideBySide.Preparing;

/// <summary>One model in one number of bits: the files, as the command line makes them, and the generated class.</summary>
/// <param name="bits">8; 7: 7-bit activations; 4: 4-bit weights.</param>
sealed class QuantizedForm(ModelSource source, int bits)
{
    private static readonly string Maker = PreparedFiles.IdOf(typeof(OnnxExporter), typeof(Generator.ModelCompiler));

    private InMemoryModel? _compiled;

    public int Bits => bits;

    /// <summary>The quantized model.</summary>
    /// <exception cref="SkippedException">It cannot be quantized.</exception>
    public string Quantized => PreparedFiles.Get(Name, $"{Maker} {File.GetLastWriteTimeUtc(source.Onnx()).Ticks}", ".qmlp", path =>
    {
        Console.WriteLine($"preparing {Name}");
        Qmlp(["calibrate", source.Onnx(), .. source.Data(), "--activations", bits == 7 ? "7" : "8", "--weights", bits == 4 ? "4" : "8", "--output", path]);
    });

    /// <summary>The same model as ONNX.</summary>
    public string Export(string format) =>
        PreparedFiles.Get($"{Name}.{format}", Path.GetFileName(Quantized), ".onnx", path => Qmlp("export", Quantized, "--format", format, "--output", path));

    /// <summary>The generated class, compiled.</summary>
    public InMemoryModel Compiled => _compiled ??= InMemoryModel.Compile(Quantized);

    /// <summary>The generated class as an assembly on disk: in a process of its own it is mapped from there, as a user's program is.</summary>
    public string Assembly =>
        PreparedFiles.Get(Name, Path.GetFileName(Quantized), ".dll", path => File.WriteAllBytes(path, Compiled.Assembly));

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{source.Name}-{bits}bit");

    private static void Qmlp(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        if (CommandLine.Run(arguments, new Terminal(output, error, interactive: false)) != ExitCode.Done)
        {
            throw new SkippedException(error.ToString().Trim());
        }
    }
}
