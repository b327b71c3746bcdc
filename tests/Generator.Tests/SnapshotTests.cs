using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The emitted class of one small model of each kind, to be read in review: a change of the emitted text is a change of the product.</summary>
public class SnapshotTests
{
    public static TheoryData<string> Models => [.. SampleModels.All.Keys, "token-mlp"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Emitted_class(string name)
    {
        var model = TestModels.Named(name);
        var options = new EmissionOptions { Namespace = "Vision", Accessibility = ClassAccessibility.Public, IncludeKernels = false };
        var result = ModelCompiler.Compile(ModelWriter.Write(model), name + ".qmlp", options);
        Assert.Empty(result.Errors);
        Snapshot.Verify(result.Sources.Single(source => source.HintName == result.ClassName + ".g.cs").Text, name, "Snapshots", "cs");
    }
}
