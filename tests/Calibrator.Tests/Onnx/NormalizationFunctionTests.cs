using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Layer normalization however it is spelled, found by what it computes.</summary>
public sealed class NormalizationFunctionTests
{
    /// <summary>Seed of the gains.</summary>
    private const int Gain = 5;

    private const int Tokens = 4, Channels = 8;

    [Theory]
    [InlineData("batch norm form")]
    [InlineData("squared mean minus x")]
    [InlineData("mean of squares minus square of mean")]
    [InlineData("mean of squares, bounded below")]
    [InlineData("square root of the reciprocal")]
    [InlineData("numerator negated twice")]
    public void Along_the_last_axis(string form)
    {
        var norm = Assert.IsType<LayerNormNode>(Assert.Single(Models.Check(Build(form, axis: 2)).Nodes));
        Assert.Equal(1e-3f, norm.Epsilon);
        Assert.Equal(Models.Random(Gain, Channels), norm.Gain);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("batch norm form")]
    [InlineData("mean of squares minus square of mean")]
    public void Along_another_axis_it_is_brought_last(string form)
    {
        var graph = Models.Check(Build(form, axis: 1));
        var norm = Assert.Single(graph.Nodes.OfType<LayerNormNode>());
        Assert.Equal((1e-3f, Channels), (norm.Epsilon, norm.Gain.Length));
        Assert.Equal("Transpose", graph.Kinds()[0]);
    }

    [Fact]
    public void Between_transposes_it_is_one_node()
    {
        var b = new OnnxModelBuilder("norm", 13);
        b.Node("Transpose", "t", [b.Input("x", 1, Tokens, Channels)], ("perm", new[] { 0, 2, 1 }));
        var y = Norm(b, "t", "plain", 1, Channels);
        b.Output(b.Node("Transpose", "back", [y], ("perm", new[] { 0, 2, 1 })), 1, Tokens, Channels);
        Assert.Equal(["LayerNorm"], Models.Check(b).Kinds());
    }

    [Fact]
    public void Several_without_other_layers_between_are_told_apart()
    {
        var b = new OnnxModelBuilder("norm", 13);
        var first = Norm(b, b.Input("x", 1, Tokens, Channels), "batch norm form", 2, Channels);
        b.Output(Norm(b, first, "squared mean minus x", 2, Channels, "second."), 1, Tokens, Channels);
        Assert.Equal(["LayerNorm", "LayerNorm"], Models.Check(b).Kinds());
    }

    [Theory]
    [InlineData("root mean square")]
    [InlineData("third power")]
    [InlineData("mean absolute deviation")]
    public void What_is_like_it_and_is_not_is_refused(string form)
    {
        var error = Models.Refusal(Build(form, axis: 2));
        Assert.Contains("layer normalization over one axis", error.Message, StringComparison.Ordinal);
    }

    private static OnnxModelBuilder Build(string form, int axis)
    {
        var b = new OnnxModelBuilder("norm", 13);
        int[] shape = axis == 2 ? [1, Tokens, Channels] : [1, Channels, Tokens];
        b.Output(Norm(b, b.Input("x", shape), form, axis, Channels), shape);
        return b;
    }

    private static string Norm(OnnxModelBuilder b, string x, string form, int axis, int channels, string prefix = "")
    {
        int[] dims = axis == 2 ? [channels] : [channels, 1];
        string Name(string name) => prefix + name;
        string Node(string type, string name, params string[] inputs) => b.Node(type, Name(name), inputs);
        string Mean(string name, string input) => b.Node("ReduceMean", Name(name), [input], ("axes", new[] { axis }));
        string gain = b.Floats(Name("gain"), Models.Random(Gain, channels), dims), shift = b.Floats(Name("shift"), Models.Random(6, channels), dims);
        string epsilon = b.Scalar(Name("epsilon"), 1e-3f), zero = b.Scalar(Name("zero"), 0);
        var mean = Mean("mean", x);
        string Centered() => Node("Sub", "centered", x, mean);
        string Square(string of) => Node("Mul", "square." + of, of, of);
        string Deviation(string variance) => Node("Sqrt", "deviation", Node("Add", "radicand", variance, epsilon));
        string BySquares() => Node("Sub", "variance", Mean("squares", Square(x)), Square(mean));
        string Affine(string normal) => Node("Add", "y", Node("Mul", "scaled", normal, gain), shift);
        switch (form)
        {
            case "plain":
                return Affine(Node("Div", "normal", Centered(), Deviation(Mean("variance", Square(Name("centered"))))));
            case "batch norm form":
                var factor = Node("Mul", "factor", Node("Reciprocal", "inverse", Deviation(Mean("variance", Square(Centered())))), gain);
                return Node("Add", "y", Node("Mul", "xf", x, factor), Node("Sub", "rest", shift, Node("Mul", "mf", mean, factor)));
            case "squared mean minus x":
                return Affine(Node("Div", "normal", Centered(), Deviation(Mean("variance", Square(Node("Sub", "negative", mean, x))))));
            case "mean of squares minus square of mean":
                return Affine(Node("Div", "normal", Centered(), Deviation(BySquares())));
            case "mean of squares, bounded below":
                return Affine(Node("Div", "normal", Centered(), Deviation(Node("Max", "bounded", BySquares(), zero))));
            case "square root of the reciprocal":
                var root = Node("Sqrt", "root", Node("Reciprocal", "inverse", Node("Add", "radicand", BySquares(), epsilon)));
                return Affine(Node("Mul", "normal", root, Centered()));
            case "numerator negated twice":
                return Affine(Node("Neg", "normal", Node("Div", "quotient", Node("Sub", "negative", mean, x), Deviation(BySquares()))));
            case "root mean square":
                return Affine(Node("Div", "normal", x, Deviation(Mean("squares", Square(x)))));
            case "third power":
                return Affine(Node("Div", "normal", Node("Pow", "cube", Centered(), b.Scalar(Name("three"), 3)), Deviation(BySquares())));
            default:
                return Affine(Node("Div", "normal", Centered(), Node("Add", "a", Mean("deviation", Node("Abs", "abs", Name("centered"))), epsilon)));
        }
    }
}
