using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QMlp.Generator.Diagnostics;
using QMlp.Generator.Pipeline;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>What a user is told, and where; and that nothing is emitted then.</summary>
public class DiagnosticsTests
{
    private static readonly string Good = ModelWriter.Write(SampleModels.Mlp());

    [Fact]
    public void A_good_model_gives_none()
    {
        var run = new GeneratorRun(new ModelFile("folder/mlp.qmlp", Good));
        var project = run.Run();
        Assert.Empty(run.Diagnostics);
        Assert.Empty(project.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
        Assert.NotNull(project.GetTypeByMetadataName("App.Mlp"));
    }

    [Fact]
    public void A_damaged_file_is_shown_at_the_damage()
    {
        var lines = Good.Split('\n');
        lines[4] = lines[4][..^1] + "?";
        var run = new GeneratorRun(new ModelFile("folder/mlp.qmlp", string.Join('\n', lines)));
        run.Run();
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(DiagnosticId.DamagedFile, diagnostic.Id);
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal("folder/mlp.qmlp", place.Path);
        Assert.InRange(place.StartLinePosition.Line, 4, 5);
        Assert.Empty(run.Result.GeneratedTrees);
    }

    [Fact]
    public void A_newer_format() =>
        Check(DiagnosticId.NewerFormat, Regex.Replace(Good, "(\"version\": )[0-9]+", "${1}999"));

    [Fact]
    public void A_file_without_contents() => Check(DiagnosticId.EmptyFile, " \n");

    [Theory]
    [InlineData("2Fast")]
    [InlineData("class")]
    [InlineData("Res-Mlp")]
    [InlineData("A.B")]
    [InlineData("Network")]
    [InlineData("Rearrange")]
    public void An_invalid_class_name(string name) => Check(DiagnosticId.InvalidClassName, Good, ("ClassName", name));

    [Theory]
    [InlineData("A..B")]
    [InlineData("A.namespace")]
    [InlineData("A B")]
    public void An_invalid_namespace(string name) => Check(DiagnosticId.InvalidNamespace, Good, ("Namespace", name));

    [Fact]
    public void An_unknown_accessibility() => Check(DiagnosticId.UnknownOption, Good, ("Accessibility", "protected"));

    [Fact]
    public void An_unknown_weight_storage() => Check(DiagnosticId.UnknownOption, Good, ("WeightStorage", "cloud"));

    [Fact]
    public void Inline_weights_asked_for_as_a_resource() => Check(DiagnosticId.WeightPlacement, Good, ("WeightStorage", "resource"));

    [Fact]
    public void A_sidecar_asked_for_inline()
    {
        var model = SampleModels.Mlp(inlineLimit: 0);
        Check(DiagnosticId.WeightPlacement, ModelWriter.Write(model), ("WeightStorage", "inline"), ("Sidecar", model.Weights.SidecarSha256!));
    }

    [Theory]
    [InlineData("0.50", "0.5", true)]
    [InlineData("-0.10", "0", true)]
    [InlineData("0.51", "0.5", false)]
    [InlineData("12.00", "2", false)]
    public void A_recorded_drop_is_held_against_the_allowed_one(string recorded, string allowed, bool passes)
    {
        var text = WithDrop(recorded);
        if (!passes)
        {
            Check(DiagnosticId.AccuracyDrop, text, ("MaxDrop", allowed));
        }

        var run = new GeneratorRun(new ModelFile("a.qmlp", text, ("MaxDrop", allowed)));
        run.Run();
        Assert.Equal(passes, run.Result.GeneratedTrees.Length > 0);
        if (!passes)
        {
            // At the record itself.
            var place = run.Diagnostics.Single().Location.GetLineSpan().StartLinePosition;
            Assert.StartsWith("\"accuracy\": {", text.Split('\n')[place.Line][place.Character..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_drop_that_is_not_recorded_is_too_large() => Check(DiagnosticId.AccuracyDrop, Good, ("MaxDrop", "5"));

    [Theory]
    [InlineData("half")]
    [InlineData("-1")]
    public void A_limit_that_is_no_number(string allowed) => Check(DiagnosticId.UnknownOption, WithDrop("0.00"), ("MaxDrop", allowed));

    private static string WithDrop(string points) =>
        ModelWriter.Write(SampleModels.Mlp().WithDrop(double.Parse(points, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Letter case does not make a difference: names of generated files are compared without it.</summary>
    [Theory]
    [InlineData("Net", "Net")]
    [InlineData("Net", "NET")]
    public void Two_models_with_one_class_name(string first, string second)
    {
        var run = new GeneratorRun(
            new ModelFile("a.qmlp", Good, ("ClassName", first)), new ModelFile("b.qmlp", Good, ("ClassName", second)), new ModelFile("c.qmlp", Good));
        run.Run();
        Assert.Equal(["a.qmlp", "b.qmlp"], run.Diagnostics.Select(diagnostic => diagnostic.Location.GetLineSpan().Path));
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal(DiagnosticId.DuplicateClass, diagnostic.Id));
        Assert.Contains(run.Result.GeneratedTrees, tree => tree.FilePath.EndsWith("App.C.g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_without_unsafe_code()
    {
        var run = new GeneratorRun(new ModelFile("a.qmlp", Good));
        run.Project = run.Project.WithOptions(EmittedAssembly.Options.WithAllowUnsafe(false));
        CheckRun(run, DiagnosticId.UnsafeCodeNeeded);
        Assert.Contains("<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", run.Diagnostics.Single().GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_in_an_old_language()
    {
        var run = new GeneratorRun(new ModelFile("a.qmlp", Good));
        run.ChangeLanguage(LanguageVersion.CSharp11);
        CheckRun(run, DiagnosticId.TargetTooOld);
    }

    [Fact]
    public void A_project_for_an_old_framework()
    {
        var run = new GeneratorRun(new ModelFile("a.qmlp", Good));
        run.Project = run.Project.WithReferences();
        CheckRun(run, DiagnosticId.TargetTooOld);
    }

    /// <summary>Types that .NET 8 and 9 have make no .NET 10: nothing is emitted, so no error can stand in a generated file.</summary>
    [Fact]
    public void A_project_for_the_framework_before()
    {
        var older = CSharpCompilation.Create(
            "System.Runtime",
            [CSharpSyntaxTree.ParseText("namespace System.Runtime.Intrinsics { public struct Vector512<T> { } public static class Vector512 { } }")],
            EmittedAssembly.Framework,
            EmittedAssembly.Options);
        var run = new GeneratorRun(new ModelFile("a.qmlp", Good));
        run.Project = run.Project.WithReferences(older.ToMetadataReference());
        CheckRun(run, DiagnosticId.TargetTooOld);
        Assert.Contains("needs .NET 10 or later", run.Diagnostics.Single().GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_takes_the_name_of_the_kernels_namespace()
    {
        var run = new GeneratorRun(new ModelFile("a.qmlp", Good));
        run.Project = run.Project.AddSyntaxTrees(CSharpSyntaxTree.ParseText("struct QMlp;", (CSharpParseOptions)run.Project.SyntaxTrees[0].Options));
        CheckRun(run, DiagnosticId.NamespaceTaken);
    }

    [Theory]
    [InlineData("Mlp", "App.Mlp")]
    [InlineData("App", "App.AppModel")]
    public void A_file_that_is_named_as_its_namespace_gives_another_class(string file, string type)
    {
        var run = new GeneratorRun(new ModelFile(file + ".qmlp", Good));
        Assert.NotNull(run.Run().GetTypeByMetadataName(type));
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void A_class_that_its_namespace_hides() => Check(DiagnosticId.InvalidClassName, Good, ("ClassName", "Nets"), ("Namespace", "Vision.Nets"));

    [Theory]
    [InlineData("", DiagnosticId.SidecarMissing, "nothing embeds")]
    [InlineData("missing", DiagnosticId.SidecarMissing, "not beside the model file")]
    [InlineData("4BF5122F344554C53BDE2EBB8CD2B7E3D1600AD631C385A5D7CCE23C7785459A", DiagnosticId.SidecarChanged, "cut off, damaged, or of another model")]
    public void A_sidecar_that_is_not_the_one_of_the_model(string found, string id, string sentence)
    {
        var run = new GeneratorRun(new ModelFile("a.qmlp", ModelWriter.Write(SampleModels.Mlp(inlineLimit: 0)), ("Sidecar", found)));
        CheckRun(run, id);
        Assert.Contains("'a.qmlp.weights'", run.Diagnostics.Single().GetMessage(null), StringComparison.Ordinal);
        Assert.Contains(sentence, run.Diagnostics.Single().GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sidecar_of_the_model()
    {
        var model = SampleModels.Mlp(inlineLimit: 0);
        var run = new GeneratorRun(new ModelFile("a.qmlp", ModelWriter.Write(model), ("Sidecar", model.Weights.SidecarSha256!.ToUpperInvariant())));
        run.Run();
        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.Result.GeneratedTrees);
    }

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic()
    {
        var folder = Path.Combine(Repository.Root, "docs", "diagnostics");
        var pages = Directory.GetFiles(folder, "QMLP*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);
        var targets = File.ReadAllText(Path.Combine(Repository.Root, "src", "Generator", "build", "QMlp.targets"));
        var ofTargets = Regex.Matches(targets, "Code=\"(QMLP[0-9]+)\"").Select(match => match.Groups[1].Value);
        Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id).Concat(ofTargets).Order(StringComparer.Ordinal), pages);
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));
        foreach (var descriptor in Descriptors.All)
        {
            var page = File.ReadAllText(Path.Combine(folder, descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"[{descriptor.Id}]({descriptor.Id}.md)", index, StringComparison.Ordinal);
            Assert.EndsWith($"docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        }
    }

    private static void Check(string id, string text, params (string, string)[] metadata) =>
        CheckRun(new GeneratorRun(new ModelFile("a.qmlp", text, metadata)), id);

    private static void CheckRun(GeneratorRun run, string id)
    {
        run.Run();
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal("a.qmlp", diagnostic.Location.GetLineSpan().Path);
        Assert.EndsWith(".", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(run.Result.GeneratedTrees);
    }
}
