using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Each spelling of an activation function becomes the one node.</summary>
public sealed class ActivationDialectTests
{
    private static readonly float Root = MathF.Sqrt(2), Slope = MathF.Sqrt(2 / MathF.PI);

    [Theory]
    [InlineData("x*(1+erf), times 0.5")]
    [InlineData("x times 0.5*(1+erf)")]
    [InlineData("0.5*x times (1+erf)")]
    [InlineData("erf of x*0.7071, halved by division")]
    public void Gelu_by_erf_in_every_association(string form)
    {
        var b = new OnnxModelBuilder("gelu", 13);
        var x = b.Input("x", 1, 4, 8);
        var one = b.Scalar("one", 1);
        var half = b.Scalar("half", 0.5f);
        var argument = form.Contains("0.7071", StringComparison.Ordinal)
            ? b.Node("Mul", "argument", [x, b.Scalar("inverse", 1 / Root)])
            : b.Node("Div", "argument", [x, b.Scalar("root", Root)]);
        var gate = b.Node("Add", "gate", [b.Node("Erf", "erf", [argument]), one]);
        var y = form switch
        {
            "x*(1+erf), times 0.5" => b.Node("Mul", "y", [b.Node("Mul", "xg", [x, gate]), half]),
            "x times 0.5*(1+erf)" => b.Node("Mul", "y", [x, b.Node("Mul", "hg", [half, gate])]),
            "0.5*x times (1+erf)" => b.Node("Mul", "y", [b.Node("Mul", "hx", [x, half]), gate]),
            _ => b.Node("Div", "y", [b.Node("Mul", "gx", [gate, x]), b.Scalar("two", 2)]),
        };
        b.Output(y, 1, 4, 8);
        Assert.IsType<GeluFunction>(Function(Models.Check(b)));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("tanh")]
    public void Gelu_operator(string approximate)
    {
        var b = new OnnxModelBuilder("gelu", 20);
        b.Output(b.Node("Gelu", "y", [b.Input("x", 1, 4, 8)], ("approximate", approximate)), 1, 4, 8);
        var function = Function(Models.Check(b));
        Assert.Equal(approximate == "none" ? typeof(GeluFunction) : typeof(GeluTanhFunction), function.GetType());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gelu_by_tanh(bool cubeByPower)
    {
        var b = new OnnxModelBuilder("gelu", 17);
        var x = b.Input("x", 1, 4, 8);
        string argument;
        if (cubeByPower)
        {
            var cube = b.Node("Pow", "cube", [x, b.Scalar("three", 3)]);
            var sum = b.Node("Add", "sum", [x, b.Node("Mul", "scaled", [cube, b.Scalar("c", 0.044715f)])]);
            argument = b.Node("Mul", "argument", [b.Scalar("slope", Slope), sum]);
        }
        else
        {
            // x * slope * (1 + 0.044715 * x * x), the Hugging Face "fast" form
            var square = b.Node("Mul", "square", [b.Node("Mul", "scaled", [x, b.Scalar("c", 0.044715f)]), x]);
            var sum = b.Node("Add", "sum", [square, b.Scalar("unit", 1)]);
            argument = b.Node("Mul", "argument", [b.Node("Mul", "sloped", [x, b.Scalar("slope", Slope)]), sum]);
        }

        var gate = b.Node("Add", "gate", [b.Node("Tanh", "tanh", [argument]), b.Scalar("one", 1)]);
        b.Output(b.Node("Mul", "y", [b.Node("Mul", "half_x", [x, b.Scalar("half", 0.5f)]), gate]), 1, 4, 8);
        Assert.IsType<GeluTanhFunction>(Function(Models.Check(b)));
    }

    [Theory]
    [InlineData("sigmoid", typeof(SiluFunction))]
    [InlineData("hard sigmoid", typeof(HardSwishFunction))]
    [InlineData("clip(x + 3) / 6", typeof(HardSwishFunction))]
    public void Gated_activations(string gate, Type expected)
    {
        var b = new OnnxModelBuilder("gated", 14);
        var x = b.Input("x", 1, 4, 8);
        var g = gate switch
        {
            "sigmoid" => b.Node("Sigmoid", "gate", [x]),
            "hard sigmoid" => b.Node("HardSigmoid", "gate", [x], ("alpha", 1 / 6f), ("beta", 0.5f)),
            _ =>
                b.Node(
                    "Div",
                    "gate",
                    [
                        b.Node("Clip", "clip", [b.Node("Add", "shifted", [x, b.Scalar("three", 3)]), b.Scalar("zero", 0), b.Scalar("six", 6)]),
                        b.Scalar("divisor", 6),
                    ]),
        };
        b.Output(b.Node("Mul", "y", [x, g]), 1, 4, 8);
        Assert.Equal(expected, Function(Models.Check(b)).GetType());
    }

    [Theory]
    [InlineData("relu", 0f, float.PositiveInfinity)]
    [InlineData("clip", 0f, 1.25f)]
    [InlineData("clip without min", float.NegativeInfinity, 1.25f)]
    [InlineData("clip without max", 0f, float.PositiveInfinity)]
    [InlineData("min(relu)", 0f, 1.25f)]
    [InlineData("where(relu < c)", 0f, 1.25f)]
    [InlineData("where(c > relu)", 0f, 1.25f)]
    [InlineData("where(relu > c), swapped", 0f, 1.25f)]
    [InlineData("clip of clip", 0f, 1f)]
    public void Bounded_activations(string form, float low, float high)
    {
        var b = new OnnxModelBuilder("bounded", 13);
        var x = b.Input("x", 1, 4, 8);
        string zero = b.Scalar("zero", 0), c = b.Scalar("c", 1.25f);
        string Relu() => b.Node("Relu", "relu", [x]);
        string y;
        switch (form)
        {
            case "relu": y = Relu(); break;
            case "clip": y = b.Node("Clip", "y", [x, zero, c]); break;
            case "clip without min": y = b.Node("Clip", "y", [x, "", c]); break;
            case "clip without max": y = b.Node("Clip", "y", [x, zero]); break;
            case "min(relu)": y = b.Node("Min", "y", [Relu(), c]); break;
            case "where(relu < c)": Relu(); y = b.Node("Where", "y", [b.Node("Less", "less", ["relu", c]), "relu", c]); break;
            case "where(c > relu)": Relu(); y = b.Node("Where", "y", [b.Node("Greater", "greater", [c, "relu"]), "relu", c]); break;
            case "where(relu > c), swapped": Relu(); y = b.Node("Where", "y", [b.Node("Greater", "greater", ["relu", c]), c, "relu"]); break;
            default: y = b.Node("Clip", "y", [b.Node("Clip", "first", [x, zero, c]), b.Scalar("low", -1), b.Scalar("high", 1)]); break;
        }

        b.Output(y, 1, 4, 8);
        Assert.Equal(new ClipFunction(low, high), Function(Models.Check(b)));
    }

    [Fact]
    public void Other_activation_operators()
    {
        var b = new OnnxModelBuilder("others", 14);
        var x = b.Input("x", 1, 8);
        x = b.Node("Sigmoid", "sigmoid", [x]);
        x = b.Node("Tanh", "tanh", [x]);
        x = b.Node("LeakyRelu", "leaky", [x], ("alpha", 0.1f));
        x = b.Node("HardSwish", "hard", [x]);
        b.Output(b.Node("PRelu", "y", [x, b.Scalar("slope", 0.25f)]), 1, 8);
        Assert.Equal(
            [new SigmoidFunction(), new TanhFunction(), new LeakyReluFunction(0.1f), new HardSwishFunction(), new LeakyReluFunction(0.25f)],
            Models.Check(b).Nodes.Select(node => ((ActivationNode)node).Functions[0]));
    }

    private static ActivationFunction Function(FloatGraph graph) => Assert.Single(Assert.IsType<ActivationNode>(Assert.Single(graph.Nodes)).Functions);
}
