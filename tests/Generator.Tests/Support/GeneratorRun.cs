using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace QMlp.Generator.Tests;

/// <summary>The generator in Roslyn's driver: a project of one file, model files with metadata, and what comes out.</summary>
sealed class GeneratorRun
{
    private GeneratorDriver _driver;

    public GeneratorRun(params ModelFile[] files)
    {
        Files = [.. files];
        _driver = CSharpGeneratorDriver.Create(
            [new QMlpGenerator().AsSourceGenerator()],
            Files.Select(file => (AdditionalText)file),
            new CSharpParseOptions(LanguageVersion.CSharp12),
            new Metadata([.. files], []),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public List<ModelFile> Files { get; }

    /// <summary>Properties of the project that the generator may see, besides RootNamespace.</summary>
    public Dictionary<string, string> Properties { get; } = [];

    public CSharpCompilation Project { get; set; } = CSharpCompilation.Create(
        "Project",
        [CSharpSyntaxTree.ParseText("class Program;", new CSharpParseOptions(LanguageVersion.CSharp12), "Program.cs")],
        EmittedAssembly.Framework,
        EmittedAssembly.Options);

    public GeneratorDriverRunResult Result => _driver.GetRunResult();

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>Runs the generator and gives the project with what was added.</summary>
    public Compilation Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Project, out var output, out _);
        Assert.Null(Result.Results.Single().Exception);
        return output;
    }

    public void Replace(ModelFile old, ModelFile now)
    {
        Files[Files.IndexOf(old)] = now;
        _driver = _driver.ReplaceAdditionalText(old, now);
        RenewOptions();
    }

    /// <summary>A new provider with what the files say now, as an IDE makes one after every change of the project.</summary>
    public void RenewOptions() => _driver = _driver.WithUpdatedAnalyzerConfigOptions(new Metadata([.. Files], Properties));

    public void ChangeLanguage(LanguageVersion version)
    {
        var options = new CSharpParseOptions(version);
        Project = Project.RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Program { }", options, "Program.cs"));
        _driver = _driver.WithUpdatedParseOptions(options);
    }

    /// <summary>Why a step gave what it gave, over all its inputs.</summary>
    public IncrementalStepRunReason Reason(string step) =>
        Assert.Single(Result.Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason).Distinct());

    private sealed class Metadata(ImmutableArray<ModelFile> files, Dictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new Dictionary<string, string>(properties.Select(
            property => KeyValuePair.Create("build_property." + property.Key, property.Value)))
        {
            ["build_property.RootNamespace"] = "App",
        });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(
                files.First(file => file == textFile).Metadata.ToDictionary(pair => "build_metadata.AdditionalFiles.QMlp" + pair.Key, pair => pair.Value));
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}

/// <summary>A model file as MSBuild gives it to the compiler.</summary>
sealed class ModelFile(string path, string text, params (string Key, string Value)[] metadata) : AdditionalText
{
    public override string Path => path;

    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata.ToDictionary(pair => pair.Key, pair => pair.Value);

    public string Text => text;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
}
