using QMlp.Generator.Pipeline;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The MSBuild property QMlpMachineCode.</summary>
public class MachineCodeTests
{
    private const string Prefix = "QMlpKernels.MachineCode";

    [Fact]
    public void Machine_code_is_emitted_unless_it_is_turned_off()
    {
        var run = NewRun();
        run.Run();
        Assert.Contains(HintNames(run), name => name.StartsWith(Prefix, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    public void Without_it_no_byte_of_it_is_emitted_and_the_rest_compiles(string value)
    {
        var run = NewRun();
        run.Properties["QMlpMachineCode"] = value;
        run.RenewOptions();
        var output = run.Run();
        Assert.DoesNotContain(HintNames(run), name => name.StartsWith(Prefix, StringComparison.Ordinal));
        Assert.Contains("QMlpKernels.Avx512VnniTier.g.cs", HintNames(run));
        Assert.Empty(
            output.GetDiagnostics(TestContext.Current.CancellationToken).Where(
                diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void Turning_it_off_compiles_no_model_again()
    {
        var run = NewRun();
        run.Run();
        run.Properties["QMlpMachineCode"] = "false";
        run.RenewOptions();
        run.Run();
        Assert.Equal(Microsoft.CodeAnalysis.IncrementalStepRunReason.Cached, run.Reason(TrackingName.Compile));
        Assert.Equal(Microsoft.CodeAnalysis.IncrementalStepRunReason.Modified, run.Reason(TrackingName.Kernels));
    }

    private static GeneratorRun NewRun() => new(new ModelFile("mlp.qmlp", ModelWriter.Write(SampleModels.Mlp())));

    private static IEnumerable<string> HintNames(GeneratorRun run) => run.Result.GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath));
}
