using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QMlp.Generator.Pipeline;
using QMlp.ModelFormat;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace QMlp.Generator.Tests;

/// <summary>
/// What runs again after which change. A step has run when it is anything but Cached; Parse and Compile are the two that take time.
/// </summary>
public class CacheabilityTests
{
    private static readonly string Text = ModelWriter.Write(SampleModels.Mlp());

    [Fact]
    public void Nothing_changed() => Check(
        _ => { },
        new Reasons(Options: Cached, Parse: Cached, Target: Cached, Compile: Cached, Output: Cached));

    [Fact]
    public void An_unrelated_edit() => Check(
        run =>
            run.Project = run.Project.AddSyntaxTrees(
                CSharpSyntaxTree.ParseText("class Another { int _number = 1; }", (CSharpParseOptions)run.Project.SyntaxTrees[0].Options)),
        new Reasons(Options: Cached, Parse: Cached, Target: Unchanged, Compile: Cached, Output: Cached));

    [Fact]
    public void A_new_options_provider_with_the_same_values() => Check(
        run => run.RenewOptions(),
        new Reasons(Options: Unchanged, Parse: Cached, Target: Cached, Compile: Cached, Output: Cached));

    [Fact]
    public void A_new_additional_text_with_the_same_bytes() => Check(
        run => run.Replace(run.Files[0], File(Text)),
        new Reasons(Options: Modified, Parse: Unchanged, Target: Cached, Compile: Cached, Output: Cached));

    [Fact]
    public void An_option_value_changed() => Check(
        run => run.Replace(run.Files[0], new ModelFile("mlp.qmlp", Text, ("ClassName", "Other"))),
        new Reasons(Options: Modified, Parse: Modified, Target: Cached, Compile: Modified, Output: Modified));

    [Fact]
    public void The_sidecar_changed_and_changed_back()
    {
        var model = SampleModels.Mlp(inlineLimit: 0);
        ModelFile With(string? hash) => new("mlp.qmlp", ModelWriter.Write(model), ("Sidecar", hash ?? "missing"));
        var run = new GeneratorRun(With(model.Weights.SidecarSha256));
        run.Run();
        Assert.Empty(run.Diagnostics);
        run.Replace(run.Files[0], With(null));
        run.Run();
        Assert.Single(run.Diagnostics);
        run.Replace(run.Files[0], With(model.Weights.SidecarSha256));
        run.Run();
        Assert.Empty(run.Diagnostics);
        run.RenewOptions();
        run.Run();
        Assert.Equal(Cached, run.Reason(TrackingName.Parse));
    }

    [Fact]
    public void The_model_changed() => Check(
        run => run.Replace(run.Files[0], File(ModelWriter.Write(SampleModels.Affine()))),
        new Reasons(Options: Modified, Parse: Modified, Target: Cached, Compile: Modified, Output: Modified));

    /// <summary>Of two models only the one that was touched is compiled again, and the kernels are not written again.</summary>
    [Fact]
    public void A_second_model_is_left_alone()
    {
        var run = new GeneratorRun(File(Text), new ModelFile("mixer.qmlp", ModelWriter.Write(SampleModels.Mixer())));
        run.Run();
        run.Replace(run.Files[0], File(ModelWriter.Write(SampleModels.Mlp() with { Name = "renamed" })));
        run.Run();
        var compiles = run.Result.Results.Single().TrackedSteps[TrackingName.Compile].SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.Equal([Modified, Cached], compiles);
        Assert.NotEqual(Modified, run.Reason(TrackingName.Kernels));
    }

    private static ModelFile File(string text) => new("mlp.qmlp", text);

    private static void Check(Action<GeneratorRun> change, Reasons expected)
    {
        var run = new GeneratorRun(File(Text));
        run.Run();
        Assert.Equal(new Reasons(New, New, New, New, New), Reasons.Of(run));
        change(run);
        run.Run();
        Assert.Equal(expected, Reasons.Of(run));
    }

    private sealed record Reasons(
        IncrementalStepRunReason Options,
        IncrementalStepRunReason Parse,
        IncrementalStepRunReason Target,
        IncrementalStepRunReason Compile,
        IncrementalStepRunReason Output)
    {
        public static Reasons Of(GeneratorRun run) => new(
            run.Reason(TrackingName.Options),
            run.Reason(TrackingName.Parse),
            run.Reason(TrackingName.Target),
            run.Reason(TrackingName.Compile),
            run.Reason(TrackingName.Output));
    }
}
