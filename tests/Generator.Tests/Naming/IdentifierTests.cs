using QMlp.Generator.Naming;

namespace QMlp.Generator.Tests;

public class IdentifierTests
{
    [Theory]
    [InlineData("blocks.0.mlp_channels.fc1", "Blocks0MlpChannelsFc1")]
    [InlineData("my-model", "MyModel")]
    [InlineData("784-256", "_784256")]
    [InlineData("/head/Gemm_output", "HeadGemmOutput")]
    [InlineData("größe", "Größe")]
    [InlineData("\u2028*/ {", "Model")]
    [InlineData("", "Model")]
    public void Names_of_layers_and_files_become_identifiers(string text, string expected)
    {
        Assert.Equal(expected, Identifier.FromText(text, "Model"));
        Assert.True(Identifier.IsValid(expected));
    }

    [Theory]
    [InlineData("My App", "My_App")]
    [InlineData("3D.Class.class", "_3D.Class._class")]
    [InlineData("A-B..C", "A_B.C")]
    [InlineData("", "")]
    public void A_root_namespace_becomes_a_namespace(string root, string expected)
    {
        Assert.Equal(expected, Identifier.NamespaceFrom(root));
        Assert.True(Identifier.IsValidNamespace(expected));
    }

    [Theory]
    [InlineData("models/net.qmlp", "net")]
    [InlineData(@"C:\models\net.QMLP", "net")]
    [InlineData("net.v2.qmlp", "net.v2")]
    public void Folders_of_any_machine_are_left_out(string path, string expected) => Assert.Equal(expected, FileNames.WithoutExtension(path));
}
