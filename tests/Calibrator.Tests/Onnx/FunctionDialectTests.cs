using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Reading;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>Elementwise functions of one variable, however they are spelled: one node with the same values.</summary>
public sealed class FunctionDialectTests
{
    [Theory]
    [InlineData("x * tanh(softplus(x))")]
    [InlineData("x * tanh(log(1 + exp(x)))")]
    [InlineData("x * (n / (n + 2)), n = e^2 + 2e")]
    [InlineData("where(x > 0, x, exp(x) - 1)")]
    [InlineData("relu(x) + (exp(min(x, 0)) - 1)")]
    [InlineData("x / (1 + abs(x))")]
    [InlineData("x * sigmoid(1.702 x)")]
    [InlineData("relu(x)^2")]
    [InlineData("sqrt(x^2 + 1)")]
    [InlineData("1 / (1 + x * x)")]
    [InlineData("x * (3 - x)")]
    public void Others_are_one_function_known_by_its_values(string form)
    {
        var graph = Check(b => form switch
        {
            "x * tanh(softplus(x))" => b.Node("Mul", "y", ["x", b.Node("Tanh", "t", [b.Node("Softplus", "s", ["x"])])]),
            "x * tanh(log(1 + exp(x)))" => b.Node(
                "Mul", "y", ["x", b.Node("Tanh", "t", [b.Node("Log", "l", [b.Node("Add", "a", [b.Node("Exp", "e", ["x"]), b.Scalar("one", 1)])])])]),
            "x * (n / (n + 2)), n = e^2 + 2e" => ByExponential(b),
            "where(x > 0, x, exp(x) - 1)" => b.Node(
                "Where",
                "y",
                [b.Node("Greater", "g", ["x", b.Scalar("zero", 0)]), "x", b.Node("Sub", "s", [b.Node("Exp", "e", ["x"]), b.Scalar("one", 1)])]),
            "relu(x) + (exp(min(x, 0)) - 1)" => b.Node(
                "Add",
                "y",
                [
                    b.Node("Relu", "r", ["x"]),
                    b.Node("Sub", "s", [b.Node("Exp", "e", [b.Node("Min", "m", ["x", b.Scalar("zero", 0)])]), b.Scalar("one", 1)]),
                ]),
            "x / (1 + abs(x))" => b.Node("Div", "y", ["x", b.Node("Add", "a", [b.Scalar("one", 1), b.Node("Abs", "b", ["x"])])]),
            "x * sigmoid(1.702 x)" => b.Node("Mul", "y", ["x", b.Node("Sigmoid", "s", [b.Node("Mul", "m", ["x", b.Scalar("c", 1.702f)])])]),
            "relu(x)^2" => b.Node("Pow", "y", [b.Node("Relu", "r", ["x"]), b.Scalar("two", 2)]),
            "sqrt(x^2 + 1)" => b.Node("Sqrt", "y", [b.Node("Add", "a", [b.Node("Pow", "p", ["x", b.Scalar("two", 2)]), b.Scalar("one", 1)])]),
            "1 / (1 + x * x)" => b.Node(
                "Div", "y", [b.Scalar("one", 1), b.Node("Add", "a", [b.Node("Mul", "p", ["x", "x"]), b.Scalar("unit", 1)])]),
            _ => b.Node("Mul", "y", ["x", b.Node("Sub", "s", [b.Scalar("three", 3), "x"])]),
        });
        var last = Assert.IsType<ActivationNode>(graph.Nodes[^1]);
        Assert.IsType<ComputedFunction>(Assert.Single(last.Functions));

        // The bound behind x^2 of relu(x) stays apart: it costs nothing in the layer before.
        Assert.Equal(form == "relu(x)^2" ? 2 : 1, graph.Nodes.Count);
    }

    [Theory]
    [InlineData("max(0.1x, x)")]
    [InlineData("where(x >= 0, x, 0.1x)")]
    [InlineData("relu(x) - 0.1 relu(-x)")]
    public void Leaky_relu(string form) => Assert.Equal(new LeakyReluFunction(0.1f), Function(Check(b =>
    {
        var slope = b.Scalar("slope", 0.1f);
        return form switch
        {
            "max(0.1x, x)" => b.Node("Max", "y", [b.Node("Mul", "m", [slope, "x"]), "x"]),
            "where(x >= 0, x, 0.1x)" => b.Node(
                "Where", "y", [b.Node("GreaterOrEqual", "g", ["x", b.Scalar("zero", 0)]), "x", b.Node("Mul", "m", ["x", slope])]),
            _ => b.Node(
                "Sub", "y", [b.Node("Relu", "r", ["x"]), b.Node("Mul", "m", [slope, b.Node("Relu", "s", [b.Node("Neg", "n", ["x"])])])]),
        };
    })));

    [Theory]
    [InlineData("0.5 (|x| - |x - a| + a)")]
    [InlineData("(a + (|x| - |x - a|)) / 2")]
    [InlineData("relu(x) - relu(x - a)")]
    [InlineData("relu(0.5 (|x| - |x - a| + a))")]
    [InlineData("where(x < 0, 0, where(x < a, x, a))")]
    public void Bounds_of_pact(string form) => Assert.Equal(new ClipFunction(0, 1.25f), Function(Check(b =>
    {
        string a = b.Scalar("a", 1.25f), half = b.Scalar("half", 0.5f);
        string Shifted() => b.Node("Sub", "shifted", ["x", a]);
        string Difference() => b.Node("Sub", "difference", [b.Node("Abs", "abs", ["x"]), b.Node("Abs", "abs1", [Shifted()])]);
        string Doubled() => b.Node("Mul", "product", [half, b.Node("Add", "sum", [Difference(), a])]);
        return form switch
        {
            "0.5 (|x| - |x - a| + a)" => Doubled(),
            "(a + (|x| - |x - a|)) / 2" => b.Node("Div", "y", [b.Node("Add", "sum", [a, Difference()]), b.Scalar("two", 2)]),
            "relu(x) - relu(x - a)" => b.Node("Sub", "y", [b.Node("Relu", "r", ["x"]), b.Node("Relu", "s", [Shifted()])]),
            "relu(0.5 (|x| - |x - a| + a))" => b.Node("Relu", "y", [Doubled()]),
            _ => b.Node("Where", "y", [b.Node("Less", "negative", ["x", b.Scalar("zero", 0)]), "zero", b.Node("Min", "upper", ["x", a])]),
        };
    })));

    [Theory]
    [InlineData("min(relu(x / 6 + 1/2), 1) * x", typeof(HardSwishFunction))]
    [InlineData("x - x * sigmoid(-x)", typeof(SiluFunction))]
    [InlineData("x / (1 + exp(-x))", typeof(SiluFunction))]
    [InlineData("0.5 x erfc", typeof(GeluFunction))]
    public void Known_functions_are_found_by_their_values(string form, Type expected) => Assert.IsType(expected, Function(Check(b =>
    {
        var one = b.Scalar("one", 1);
        string Negative() => b.Node("Neg", "n", ["x"]);
        return form switch
        {
            "min(relu(x / 6 + 1/2), 1) * x" => b.Node("Mul", "y", [b.Node("Min", "min", [b.Node("Relu", "r", [Sixth()]), one]), "x"]),
            "x - x * sigmoid(-x)" => b.Node("Sub", "y", ["x", b.Node("Mul", "m", ["x", b.Node("Sigmoid", "s", [Negative()])])]),
            "x / (1 + exp(-x))" => b.Node("Div", "y", ["x", b.Node("Add", "a", [one, b.Node("Exp", "e", [Negative()])])]),
            _ => b.Node("Sub", "y", ["x", b.Node("Mul", "m", [b.Node("Mul", "h", ["x", b.Scalar("half", 0.5f)]), Complement()])]),
        };

        string Sixth() => b.Node("Add", "a", [b.Node("Mul", "m", ["x", b.Scalar("c", 1 / 6f)]), b.Scalar("h", 0.5f)]);

        string Complement()
        {
            var root = b.Scalar("root", MathF.Sqrt(0.5f));
            return b.Node("Sub", "c", [one, b.Node("Erf", "e", [b.Node("Mul", "r", ["x", root])])]);
        }
    })));

    [Fact]
    public void Activation_operators_that_are_tables()
    {
        (string Operator, (string, object)[] Attributes)[] operators =
        [
            ("Elu", [("alpha", 0.5f)]), ("Selu", []), ("Celu", [("alpha", 0.5f)]), ("Softplus", []), ("Softsign", []), ("ThresholdedRelu", [("alpha", 0.3f)]),
            ("Mish", []),
        ];
        foreach (var (type, attributes) in operators)
        {
            Assert.IsNotType<ComputedFunction>(Function(Check(b => b.Node(type, "y", ["x"], attributes), 18)));
        }
    }

    [Fact]
    public void What_is_affine_stays_part_of_a_layer()
    {
        var graph = Check(b => b.Node("Sub", "y", [b.Node("Mul", "m", ["x", b.Scalar("three", 3)]), "x"]));
        Assert.Equal(["Affine"], graph.Kinds());
    }

    [Fact]
    public void Functions_of_two_variables_stay_as_they_are()
    {
        var b = new OnnxModelBuilder("gate", 13);
        var x = b.Input("x", 1, 4, 8);
        var u = b.Node("MatMul", "u", [x, b.RandomFloats("w", 8, 8)]);
        b.Output(b.Node("Mul", "y", [b.Node("Tanh", "t", [x]), b.Node("Sigmoid", "s", [u])]), 1, 4, 8);
        Assert.Equal(["Activation", "Activation", "Linear", "Multiply"], Models.Check(b).Kinds().Order());
    }

    [Fact]
    public void Functions_of_equal_steps_are_equal()
    {
        static ActivationFunction Make(float c) =>
            Function(Check(b => b.Node("Mul", "y", ["x", b.Node("Sigmoid", "s", [b.Node("Mul", "m", ["x", b.Scalar("c", c)])])])));
        Assert.Equal(Make(1.5f), Make(1.5f));
        Assert.Equal(Make(1.5f).GetHashCode(), Make(1.5f).GetHashCode());
        Assert.NotEqual(Make(1.5f), Make(1.25f));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -float.MaxValue)]
    [InlineData(1, 0)]
    public void Outside_of_its_domain_a_function_has_a_number_all_the_same(double x, double expected) =>
        Assert.Equal(expected, new ComputedFunction([new ArgumentStep(), new OperationStep(Primitive.Log, 0, 0, 0)]).Apply(x));

    private static string ByExponential(OnnxModelBuilder b)
    {
        var e = b.Node("Exp", "e", ["x"]);
        var n = b.Node("Add", "n", [b.Node("Mul", "square", [e, e]), b.Node("Mul", "double", [e, b.Scalar("two", 2)])]);
        return b.Node("Mul", "y", ["x", b.Node("Div", "gate", [n, b.Node("Add", "more", [n, "two"])])]);
    }

    /// <summary>Compares with ONNX Runtime, and with the graph as it was read, to 1e-6.</summary>
    private static FloatGraph Check(Func<OnnxModelBuilder, string> function, int opset = 14)
    {
        var b = new OnnxModelBuilder("function", opset);
        b.Input("x", 1, 4, 8);
        b.Output(function(b), 1, 4, 8);
        var graph = Models.Check(b);
        var model = Models.Load(b.ToBytes());
        var read = GraphReader.Read(model, new StatedShapes(model, infer: null));
        var sample = Models.Random(11, 32);
        var (before, after) = (FloatExecutor.Run(read, sample), FloatExecutor.Run(graph, sample));
        Assert.All(before.Zip(after), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2e-6 * Math.Max(1, Math.Abs(pair.First))));
        return graph;
    }

    private static ActivationFunction Function(FloatGraph graph) => Assert.Single(Assert.IsType<ActivationNode>(Assert.Single(graph.Nodes)).Functions);
}
