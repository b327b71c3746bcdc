using VerifyXunit;

namespace QMlp.ModelFormat.Tests;

/// <summary>The text of model files, to be read in review: whole for one network of each kind, and one snapshot for each thing that a file says.</summary>
public class SnapshotTests
{
    private const string Folder = "Snapshots";

    /// <summary>What is said, and where it is said with the fewest words.</summary>
    private static readonly Dictionary<string, Func<string>> Sections = new()
    {
        ["Provenance"] = () => WrittenText.Of("mlp").Member("provenance"),
        ["ProvenanceInFull"] = () => new WrittenText(SampleModels.Recorded()).Member("provenance"),
        ["Transformations"] = () => new WrittenText(SampleModels.Recorded()).Member("transformations"),
        ["InputFloats"] = () => WrittenText.Of("mlp").Member("input"),
        ["InputPixels"] = () => WrittenText.Of("mixer").Member("input"),
        ["Tensors"] = () => WrittenText.Of("mixer").Member("tensors"),
        ["Golden"] = () => WrittenText.Of("mlp").Member("golden"),
        ["WeightsInline"] = () => WrittenText.Of("mlp").Member("weights"),
        ["WeightsSidecar"] = () => new WrittenText(SampleModels.Mlp(inlineLimit: 0)).Member("weights"),
        ["Linear"] = () => WrittenText.Of("mlp").Step("fc1"),
        ["LinearResidual"] = () => WrittenText.Of("mixer").Step("blocks.0.fc2"),
        ["LinearGroups"] = () => WrittenText.Of("mixer").Step("blocks.0.token_mix"),
        ["LinearTable"] = () => WrittenText.Of("gated").Step("blocks.0.fc1.0"),
        ["LinearScaleGroups"] = () => WrittenText.Of("grouped").Step("fc1"),
        ["LayerNorm"] = () => WrittenText.Of("mixer").Step("blocks.0.norm1"),
        ["Mean"] = () => WrittenText.Of("mixer").Step("pool"),
        ["Multiply"] = () => WrittenText.Of("gated").Step("blocks.0.gate.multiply"),
        ["Add"] = () => WrittenText.Of("summed").Step("three"),
        ["Rearrange"] = () => WrittenText.Of("mixer").Step("cut"),
        ["Rescale"] = () => WrittenText.Of("affine").Step("blocks.0.affine"),
        ["Table"] = () => WrittenText.Of("affine").Step("blocks.0.act"),
    };

    /// <summary>One network of each kind: plain MLP, Q-MLP, ResMLP, gMLP.</summary>
    public static TheoryData<string> Networks => ["mlp", "mixer", "affine", "gated"];

    public static TheoryData<string> SectionNames => [.. Sections.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public Task File_of_a_network(string network) =>
        Verifier.Verify(WrittenText.Of(network).Text, "txt").UseFileName(network).UseDirectory(Folder);

    [Theory]
    [MemberData(nameof(SectionNames))]
    public Task Section_of_a_file(string section) =>
        Verifier.Verify(Sections[section](), "txt").UseFileName(section).UseDirectory(Folder);

    [Fact]
    public void Every_accepted_file_belongs_to_a_test() =>
        Assert.Equal(
            Networks.Concat(SectionNames).Select(name => $"{name.Data}.verified.txt").Order(StringComparer.Ordinal),
            SnapshotFolder.Accepted("ModelFormat.Tests", Folder));
}
