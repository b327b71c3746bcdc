using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

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

    /// <summary>GELU(-2.55) is -0.014, under half of a step of 0.03; a range that reaches to -20 is mostly flat. Above zero nothing is.</summary>
    [Fact]
    public void Flat_ends_are_left_out()
    {
        var output = new Quantizer(1, 0.03f, 6, 0, 255);
        var trimmed = ActivationTables.TrimFlatEnds(new GeluFunction(), new ActivationRange(-20, 5), output);
        Assert.InRange(trimmed.Min, -2.7f, -2.5f);
        Assert.Equal(5, trimmed.Max);

        var sigmoid = ActivationTables.TrimFlatEnds(new SigmoidFunction(), new ActivationRange(-50, 50), new Quantizer(1, 1 / 255f, 0, 0, 255));
        Assert.InRange(sigmoid.Max, 6.2f, 6.5f); // 1 - 0.5 / 255 is the sigmoid of 6.23
        Assert.InRange(sigmoid.Min, -6.5f, -6.2f);
    }

    /// <summary>Whatever is left out gives the code that the table's last entry on that side has: trimming loses nothing.</summary>
    [Theory]
    [InlineData(0.01f)]
    [InlineData(0.1f)]
    [InlineData(0.3f)] // the dip of -0.17 is just over half a step
    [InlineData(0.4f)] // and here under it: everything below zero is code 0
    public void Trimmed_inputs_saturate_to_their_own_code(float outputScale)
    {
        var output = new Quantizer(1, outputScale, 20, 0, 255);
        var range = new ActivationRange(-30, 9);
        var trimmed = ActivationTables.TrimFlatEnds(new GeluFunction(), range, output);
        var input = QuantizerChoice.Activation("in", trimmed, 1, 8, ActivationScheme.Asymmetric);
        var table = ActivationTables.Create(new GeluFunction(), input, output);
        for (double x = range.Min; x < trimmed.Min; x += 0.01)
        {
            Assert.Equal(Math.Round(new GeluFunction().Apply(x) / outputScale) + 20, table[0]);
        }
    }

    [Fact]
    public void Function_that_is_flat_everywhere_keeps_its_range() => Assert.Equal(
        new ActivationRange(-3, -1),
        ActivationTables.TrimFlatEnds(new ClipFunction(0, 1), new ActivationRange(-3, -1), new Quantizer(1, 0.1f, 0, 0, 255)));

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
