using System.Globalization;
using QMlp.SideBySide.Preparing;
using QMlp.StartUp;
using Spectre.Console;

// Process start to first logits of a 30 M-parameter network: dotnet run -c Release --project benchmarks/StartUp -- [ROUNDS [INSTRUCTION-SET]]
const string Network = "resmlp_s24_ln";
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
var instructionSet = args.Length > 1 ? args[1] : "x86-64-v4";

var source = ModelSource.All().First(source => source.Name == Network);
var form = new QuantizedForm(source, bits: 8);
var (quantized, int8, floating) = (form.Quantized, form.Export("onnx-qdq"), source.Onnx());
var folder = Path.Combine(PreparedFiles.RepositoryRoot, "benchmarks", "StartUp");
var target = Path.Combine(PreparedFiles.RepositoryRoot, "artifacts", "start-up");
var programs = new List<PublishedProgram>();
foreach (var kind in (string[])["jit", "readytorun", "aot"])
{
    Add("generated", "Generated", "Generated", kind, null);
    Add("ONNX Runtime int8", "OnnxRuntime", "OnnxRuntimeStartUp", kind, int8);
    if (kind == "jit")
    {
        Add("ONNX Runtime float", "OnnxRuntime", "OnnxRuntimeStartUp", kind, floating);
    }
}

// In turn, so that whatever disturbs the machine disturbs all; the first round fills the file cache and is not counted.
var starts = programs.ToDictionary(program => program, _ => new List<Start>());
for (var round = 0; round <= rounds; round++)
{
    foreach (var program in programs)
    {
        var start = program.Run();
        if (round > 0)
        {
            starts[program].Add(start);
        }
    }
}

var reference = programs.First(program => program is { Name: "ONNX Runtime int8", Form: "jit" });
var (time, memory) = (Median(reference, start => start.Seconds), Median(reference, start => start.PeakKibibytes));
var table = new Table().Border(TableBorder.Minimal).AddColumn("program").AddColumn("published as");
foreach (var heading in (string[])["ms", "ratio", "peak MiB", "memory ratio"])
{
    table.AddColumn(new TableColumn(heading).RightAligned());
}

foreach (var program in programs)
{
    var (seconds, peak) = (Median(program, start => start.Seconds), Median(program, start => start.PeakKibibytes));
    table.AddRow(program.Name, program.Form, Number(seconds * 1e3, "F0"), Number(seconds / time, "F2"), Number(peak / 1024, "F0"), Number(peak / memory, "F2"));
}

AnsiConsole.Write(table);
AnsiConsole.WriteLine($"medians of {rounds} starts; ratios to ONNX Runtime int8, published as jit");
return 0;

void Add(string name, string project, string assembly, string kind, string? argument)
{
    var output = Path.Combine(target, $"{project}-{kind}");
    if (PublishedProgram.Publish(
        name, Path.Combine(folder, project), assembly, kind, output, argument, $"-p:Model={quantized}", $"-p:InstructionSet={instructionSet}") is { } program)
    {
        programs.Add(program);
    }
}

double Median(PublishedProgram program, Func<Start, double> value)
{
    var values = starts[program].Select(value).Order().ToList();
    return values[values.Count / 2];
}

static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
