using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Quantization;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Quantization;

public class ActivationTablesTests
{
    public static TheoryData<string> Names => ["gelu", "gelu-tanh", "silu", "sigmoid", "tanh", "hard-sigmoid", "hard-swish", "leaky-relu", "clip"];

    /// <summary>Each function with the formula of its definition through the platform's own mathematics.</summary>
    private static (ActivationFunction Function, Func<double, double> Formula) Of(string name) => name switch
    {
        "gelu" => (new GeluFunction(), x => x * NormalDistribution(x)),
        "gelu-tanh" => (new GeluTanhFunction(), x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * Math.Pow(x, 3)))))),
        "silu" => (new SiluFunction(), x => x / (1 + Math.Exp(-x))),
        "sigmoid" => (new SigmoidFunction(), x => 1 / (1 + Math.Exp(-x))),
        "tanh" => (new TanhFunction(), Math.Tanh),
        "hard-sigmoid" => (new HardSigmoidFunction(0.2f, 0.5f), x => Math.Clamp((0.2f * x) + 0.5, 0, 1)),
        "hard-swish" => (new HardSwishFunction(), x => x * Math.Clamp((x / 6) + 0.5, 0, 1)),
        "leaky-relu" => (new LeakyReluFunction(0.01f), x => x >= 0 ? x : 0.01f * x),
        _ => (new ClipFunction(-1, 2), x => Math.Clamp(x, -1, 2)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_entry_is_the_function_of_its_code(string name)
    {
        var (function, formula) = Of(name);
        var input = QuantizerChoice.Activation("in", new ActivationRange(-5, 4), 1, 8, ActivationScheme.Asymmetric);
        var output = QuantizerChoice.Activation("out", new ActivationRange(-0.2f, 3.5f), 1, 7, ActivationScheme.Asymmetric);
        var store = new WeightStoreBuilder();
        var table = ActivationTables.Store(store, function, input, output);
        Assert.Equal((name, input.Scale), (table.Function, table.InputScale));
        var bytes = store.Build().Bytes!;
        for (var q = 0; q < 256; q++)
        {
            var exact = formula((double)input.Scale * (q - input.ZeroPoint)) / output.Scale + output.ZeroPoint;
            Assert.True(Math.Abs(Math.Clamp(exact, 0, 127) - bytes[q]) <= 0.5 + 1e-9, $"{name}[{q}] is {bytes[q]}, exactly {exact}");
        }
    }

    [Fact]
    public void Codes_beyond_a_narrower_input_repeat_its_last_entry()
    {
        var input = new Quantizer(1, 0.1f, 0, 0, 15);
        var table = ActivationTables.Create(new ClipFunction(0, 100), input, new Quantizer(1, 0.1f, 0, 0, 255));
        Assert.Equal([14, 15, 15, 15], [table[14], table[15], table[16], table[255]]);
    }

    /// <summary>GELU below -4 is within 1.3e-4 of zero; a range that reaches to -20 is mostly flat. Above zero nothing is.</summary>
    [Fact]
    public void Flat_ends_are_left_out()
    {
        var trimmed = ActivationTables.TrimFlatEnds(new GeluFunction(), new ActivationRange(-20, 5), 0.02f);
        Assert.InRange(trimmed.Min, -4f, -2.5f);
        Assert.Equal(5, trimmed.Max);
        for (var x = -20.0; x < trimmed.Min; x += 0.01)
        {
            Assert.True(Math.Abs(new GeluFunction().Apply(x) - new GeluFunction().Apply(trimmed.Min)) <= 0.25 * 0.02f);
        }

        var sigmoid = ActivationTables.TrimFlatEnds(new SigmoidFunction(), new ActivationRange(-50, 50), 1 / 255f);
        Assert.InRange(sigmoid.Max, 5f, 8f);
        Assert.InRange(sigmoid.Min, -8f, -5f);
    }

    [Fact]
    public void Function_that_is_flat_everywhere_keeps_its_range() =>
        Assert.Equal(new ActivationRange(-3, -1), ActivationTables.TrimFlatEnds(new ClipFunction(0, 1), new ActivationRange(-3, -1), 0.1f));

    /// <summary>Cumulative distribution function of the normal distribution by Simpson's rule, which shares nothing with the code under test.</summary>
    private static double NormalDistribution(double x)
    {
        const int intervals = 2000;
        double Density(double t) => Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
        var h = x / intervals;
        var sum = Density(0) + Density(x);
        for (var i = 1; i < intervals; i++)
        {
            sum += (i % 2 == 0 ? 2 : 4) * Density(i * h);
        }

        return 0.5 + (sum * h / 3);
    }
}
