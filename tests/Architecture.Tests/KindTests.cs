namespace QMlp.Architecture.Tests;

/// <summary>
/// A kind of node or step is known in one small file a stage, found through a registry: whoever adds a kind changes no switch. So no member
/// may ask about two kinds of one family, but for the recognizers: they look for groups of nodes that mean one operator.
/// </summary>
public class KindTests
{
    private static readonly KindQuestions Source = new(Sources.UnderSrc().Where(file => !Sources.IsMachineCodeListing(file.Path)));

    /// <summary>Folders whose business is which nodes stand together.</summary>
    private static readonly string[] Recognizers =
    [
        "src/Calibrator/Onnx/Reading/", "src/Calibrator/Graph/Passes/", "src/Calibrator/Graph/Transforms/", "src/Calibrator/Planning/Rules/",
    ];

    [Fact]
    public void No_member_switches_over_kinds()
    {
        var switches = Source.Switches().Where(found => !Recognizers.Any(folder => found.Path.StartsWith(folder, StringComparison.Ordinal)));
        Assert.True(!switches.Any(), string.Join('\n', switches.Select(found => found.Sentence)));
    }

    [Fact]
    public void The_families_are_found()
    {
        var kinds = Source.Kinds;
        Assert.Equal("Node", kinds["LayerNormNode"]);
        Assert.Equal("Step", kinds["LayerNormStep"]);
        Assert.Contains("PlannedStep", kinds.Values);
        Assert.Contains("PlanStep", kinds.Values);
    }

    [Theory]
    [InlineData("int F(Node n) => n switch { ANode => 1, BNode => 2, _ => 3 };")]
    [InlineData("int F(Node n) { switch (n) { case ANode a: return 1; case BNode { X: 1 }: return 2; default: return 3; } }")]
    [InlineData("bool F(Node n) => n is ANode or BNode;")]
    [InlineData("bool F(Node n) { if (n is ANode a) { return true; } return n is CNode; }")]
    [InlineData("object F(Node n) => (object)(n as ANode) ?? n as BNode;")]
    [InlineData("int F(Node[] n) => n.OfType<ANode>().Count() + n.OfType<BNode>().Count();")]
    [InlineData("Dictionary<Type, int> F { get; } = new() { [typeof(ANode)] = 1, [typeof(BNode)] = 2 };")]
    public void A_switch_over_kinds_is_found(string member) => Assert.Single(Switches(member));

    [Theory]
    [InlineData("bool F(Node n) => n is ANode { X: 1 } or null;")]
    [InlineData("bool F(Node n, Step s) => n is ANode && s is AStep;")]
    [InlineData("int F(Word w) => w switch { Word.ANode => 1, Word.BNode => 2, _ => 3 };")]
    [InlineData("Node[] F() => [new ANode(), new BNode()];")]
    [InlineData("bool F(Node n) => n is ANode; bool G(Node n) => n is BNode;")]
    public void What_is_none_is_not_reported(string member) => Assert.Empty(Switches(member));

    private static IEnumerable<(string Path, string Sentence)> Switches(string member) => new KindQuestions(
        [
            (
                "Kinds.cs",
                "abstract record Node; record ANode : Node; record BNode(int X) : Node; record CNode : BNode; record AStep : Step; enum Word { ANode, BNode }"
            ),
            ("User.cs", $"class User {{ {member} }}"),
        ]).Switches();
}
