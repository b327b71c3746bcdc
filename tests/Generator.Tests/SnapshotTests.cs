using VerifyXunit;

namespace QMlp.Generator.Tests;

/// <summary>The emitted code, to be read in review: a change of the emitted text is a change of the product.</summary>
public class SnapshotTests
{
    private const string Folder = "Snapshots";

    /// <summary>One network of each kind: plain MLP, Q-MLP, ResMLP, gMLP, MLP-Mixer.</summary>
    public static TheoryData<string> Networks => ["mlp", "mixer", "affine", "gated", "token-mlp"];

    public static TheoryData<string> Concepts => [.. SnapshotConcepts.All.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public Task Emitted_class(string network) =>
        Verifier.Verify(EmittedText.Of(network).Class, "cs").UseFileName(network).UseDirectory(Folder);

    [Theory]
    [MemberData(nameof(Concepts))]
    public Task Emitted_concept(string concept) =>
        Verifier.Verify(SnapshotConcepts.All[concept](), "cs").UseFileName(concept).UseDirectory(Folder);

    [Fact]
    public void Every_accepted_file_belongs_to_a_test() =>
        Assert.Equal(
            Networks.Concat(Concepts).Select(name => $"{name.Data}.verified.cs").Order(StringComparer.Ordinal),
            SnapshotFolder.Accepted("Generator.Tests", Folder));
}
