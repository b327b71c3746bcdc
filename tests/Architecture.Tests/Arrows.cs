namespace QMlp.Architecture.Tests;

/// <summary>
/// Which stage may use which: the arrows of docs/architecture.md, in the order in which data passes the stages.
/// A stage is a folder and its namespace. Whoever adds an arrow adds it here and there.
/// </summary>
static class Arrows
{
    /// <summary>Stage (namespace, and folder below src) and the stages that it may use besides itself.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        // The file format, linked as source into both programs.
        // Its root holds the records and the two entries, ModelReader and ModelWriter.
        ["QMlp.ModelFormat"] = ["QMlp.ModelFormat.Json", "QMlp.ModelFormat.Reading", "QMlp.ModelFormat.Validation", "QMlp.ModelFormat.Writing"],
        ["QMlp.ModelFormat.Json"] = ["QMlp.ModelFormat"],
        ["QMlp.ModelFormat.Validation"] = ["QMlp.ModelFormat"],
        ["QMlp.ModelFormat.Reading"] = ["QMlp.ModelFormat", "QMlp.ModelFormat.Json"],
        ["QMlp.ModelFormat.Writing"] = ["QMlp.ModelFormat", "QMlp.ModelFormat.Json"],

        // The calibrator. Its root holds UserError, which everybody may throw, Printable, which cleans names, and Program.
        ["QMlp.Calibrator"] = ["QMlp.Calibrator.Commands"],
        ["QMlp.Calibrator.Graph"] = ["QMlp.Calibrator"],
        ["QMlp.Calibrator.Graph.Passes"] = ["QMlp.Calibrator", "QMlp.Calibrator.Graph"],
        // Its root holds the model, Importer and the builder; Reading makes a graph of a model.
        ["QMlp.Calibrator.Onnx"] = ["QMlp.Calibrator", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Graph.Passes", "QMlp.Calibrator.Onnx.Reading"],
        ["QMlp.Calibrator.Onnx.Reading"] = ["QMlp.Calibrator", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Onnx"],
        // Of the graph it knows Shape alone: that of the samples it fits data to.
        ["QMlp.Calibrator.Data"] = ["QMlp.Calibrator", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Files", "QMlp.ModelFormat"],
        ["QMlp.Calibrator.Calibration"] =
            ["QMlp.Calibrator", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Onnx", "QMlp.Calibrator.Data", "QMlp.ModelFormat"],
        ["QMlp.Calibrator.Reference"] = ["QMlp.Calibrator", "QMlp.ModelFormat"],
        // What a user asks for: bits, methods, bounds.
        ["QMlp.Calibrator.Settings"] = ["QMlp.Calibrator", "QMlp.Calibrator.Rounding"],
        // Rounding knows matrices and numbers; of the format what is proved of them.
        ["QMlp.Calibrator.Rounding"] = ["QMlp.Calibrator", "QMlp.ModelFormat"],
        // Rewrites of the float network that keep what it computes and make it easier to quantize.
        ["QMlp.Calibrator.Graph.Transforms"] =
        [
            "QMlp.Calibrator", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Settings", "QMlp.ModelFormat",
        ],
        ["QMlp.Calibrator.Planning"] =
        [
            "QMlp.Calibrator", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Calibration", "QMlp.Calibrator.Settings", "QMlp.Calibrator.Rounding",
            "QMlp.Calibrator.Reference", "QMlp.ModelFormat",
        ],
        ["QMlp.Calibrator.Files"] = ["QMlp.Calibrator", "QMlp.ModelFormat"],
        ["QMlp.Calibrator.Evaluation"] =
        [
            "QMlp.Calibrator", "QMlp.Calibrator.Data", "QMlp.Calibrator.Calibration", "QMlp.Calibrator.Reference", "QMlp.Calibrator.Files",
            "QMlp.ModelFormat", "QMlp.Generator",
        ],
        ["QMlp.Calibrator.Export"] = ["QMlp.Calibrator", "QMlp.Calibrator.Onnx", "QMlp.ModelFormat"],
        ["QMlp.Calibrator.Analysis"] =
        [
            "QMlp.Calibrator", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Data", "QMlp.Calibrator.Calibration", "QMlp.Calibrator.Reference",
            "QMlp.Calibrator.Evaluation", "QMlp.ModelFormat",
        ],
        // The stages from import to a quantized model in memory, in their order, as functions that commands, tests and benchmarks call.
        ["QMlp.Calibrator.Pipeline"] =
        [
            "QMlp.Calibrator", "QMlp.Calibrator.Onnx", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Graph.Transforms", "QMlp.Calibrator.Data",
            "QMlp.Calibrator.Calibration", "QMlp.Calibrator.Settings", "QMlp.Calibrator.Rounding", "QMlp.Calibrator.Planning",
            "QMlp.Calibrator.Evaluation", "QMlp.Calibrator.Analysis", "QMlp.ModelFormat",
        ],
        ["QMlp.Calibrator.Report"] = ["QMlp.Calibrator", "QMlp.Calibrator.Analysis"],
        ["QMlp.Calibrator.Report.Html"] = ["QMlp.Calibrator.Report", "QMlp.Calibrator.Analysis"],
        ["QMlp.Calibrator.Commands"] =
        [
            "QMlp.Calibrator", "QMlp.Calibrator.Onnx", "QMlp.Calibrator.Graph", "QMlp.Calibrator.Data", "QMlp.Calibrator.Calibration",
            "QMlp.Calibrator.Settings", "QMlp.Calibrator.Rounding", "QMlp.Calibrator.Planning", "QMlp.Calibrator.Files", "QMlp.Calibrator.Evaluation",
            "QMlp.Calibrator.Export", "QMlp.Calibrator.Analysis", "QMlp.Calibrator.Pipeline", "QMlp.Calibrator.Report", "QMlp.Calibrator.Report.Html",
            "QMlp.ModelFormat", "QMlp.Generator",
        ],

        // The generator. Its root holds the two entries: ModelCompiler and QMlpGenerator.
        // Diagnostics holds ids and sentences, Naming the names of C#; Pipeline is the only one that Roslyn is known to.
        ["QMlp.Generator"] =
        [
            "QMlp.Generator.Pipeline", "QMlp.Generator.Diagnostics", "QMlp.Generator.Naming", "QMlp.Generator.Lowering",
            "QMlp.Generator.Emission", "QMlp.ModelFormat",
        ],
        ["QMlp.Generator.Diagnostics"] = ["QMlp.Generator", "QMlp.ModelFormat"],
        ["QMlp.Generator.Naming"] = ["QMlp.Generator", "QMlp.Generator.Diagnostics"],
        ["QMlp.Generator.Lowering"] = ["QMlp.Generator.Naming", "QMlp.ModelFormat"],
        ["QMlp.Generator.Emission"] = ["QMlp.Generator", "QMlp.Generator.Naming", "QMlp.Generator.Lowering", "QMlp.ModelFormat"],
        ["QMlp.Generator.Pipeline"] = ["QMlp.Generator", "QMlp.Generator.Diagnostics", "QMlp.Generator.Naming", "QMlp.ModelFormat"],

        // The kernels.
        ["QMlp.Runtime"] = [],
    };

    /// <summary>Libraries and generated classes that only the named stages may know, by the first words of their namespaces.</summary>
    public static IReadOnlyDictionary<string, string[]> Libraries { get; } = new Dictionary<string, string[]>
    {
        // What is inside of an ONNX model Import knows, which reads it, and Export, which writes it; between them nobody does. ONNX Runtime
        // observes, and is what results are compared with: Calibration gives it the model without looking inside.
        ["Google.Protobuf"] = ["QMlp.Calibrator.Onnx"],
        ["QMlp.Calibrator.Onnx.Schema"] = ["QMlp.Calibrator.Onnx", "QMlp.Calibrator.Onnx.Reading", "QMlp.Calibrator.Export"],
        ["Microsoft.ML.OnnxRuntime"] = ["QMlp.Calibrator.Calibration"],
        // Inner stages of the generator know nothing of Roslyn; the calibrator compiles emitted classes in memory.
        ["Microsoft.CodeAnalysis"] = ["QMlp.Generator", "QMlp.Generator.Pipeline", "QMlp.Calibrator.Evaluation"],
        ["System.CommandLine"] = ["QMlp.Calibrator.Commands"],
        ["Spectre.Console"] = ["QMlp.Calibrator.Commands", "QMlp.Calibrator.Report"],
    };

    /// <summary>Files of a stage that may use a library alone: the rest of their folder may not.</summary>
    public static IReadOnlyDictionary<(string Stage, string Library), string> OnlyFile { get; } = new Dictionary<(string, string), string>
    {
        [("QMlp.Generator", "Microsoft.CodeAnalysis")] = "QMlpGenerator.cs",
    };
}
