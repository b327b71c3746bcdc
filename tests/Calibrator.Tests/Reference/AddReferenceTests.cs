using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Reference;

public class AddReferenceTests
{
    /// <summary>(12 - 10) / 4 + (7 - 4) * 2 = 6.5 rounds to 6, + 100; (8 - 10) / 4 + (5 - 4) * 2 = 1.5 to 2; -2 and 31 clamp to 99 and 127.</summary>
    [Fact]
    public void Zero_points_are_taken_off_and_halves_go_to_even()
    {
        var model = new ModelUnderTest(4).U8("a", [4], zeroPoint: 10).U8("b", [4], zeroPoint: 4)
            .Add(new TensorInfo("y", EquatableArray.Create(4), ElementType.U8, EquatableArray.Create(new Quantizer(4, 1, 100, 99, 127))));
        model.Add(new RescaleStep("a", "x", "a", model.Store.Add([1f, 1f, 1f, 1f]), model.Store.Add([0f, 0f, 0f, 0f])));
        model.Add(new RescaleStep("b", "x", "b", model.Store.Add([1f, 1f, 1f, 1f]), model.Store.Add([-5f, -3f, -7f, 0f])));
        model.Add(Sum("y", ("a", 0.25f), ("b", 2f)));
        Assert.Equal([106, 102, 99, 127], model.Run(12, 8, 10, 20));
    }

    /// <summary>
    /// 2^24 + 1 - 2^24 is 0 in float32, and 2^24 - 2^24 + 1 is 1: terms are added in the order of the file, and each sum is rounded. The product of
    /// 4097 and 4095 + 2^-12 has more than 24 bits; were it not rounded before it is added, the last would be another integer.
    /// </summary>
    [Fact]
    public void Terms_are_added_in_order_and_each_operation_is_rounded()
    {
        Assert.Equal([0], Words(32768, 1, -32768));
        Assert.Equal([1], Words(32768, -32768, 1));
        const float factor = 4095 + (1 / 4096f);
        float product = 4097 * factor;
        Assert.NotEqual(4097.0 * factor, product);
        var model = new ModelUnderTest(1).S16("a", [1]).S16("y", [1]);
        model.Add(new RescaleStep("a", "x", "a", model.Store.Add([1f]), model.Store.Add([4000f])));
        model.Add(Sum("y", ("a", factor), ("a", -4095)));
        Assert.Equal([(int)MathF.Round(product - (4097f * 4095), MidpointRounding.ToEven)], model.Run(97));

        // x is 1 in all three terms, and the multipliers are the terms.
        static int[] Words(params int[] thousandths)
        {
            var model = new ModelUnderTest(1).S16("y", [1]);
            model.Add(Sum("y", [.. thousandths.Select(term => ("x", Math.Abs(term) > 1 ? term * 512f : term))]));
            return model.Run(1);
        }
    }

    /// <summary>Beside the real sum, computed in double, every integer is the nearest one.</summary>
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public void The_integers_are_those_nearest_to_the_real_sum(bool leftIsWide, bool rightIsWide, bool isWide)
    {
        var random = new Random(3);
        var (a, b, output) = (Tensor("a", leftIsWide, 0.031f), Tensor("b", rightIsWide, 0.017f), Tensor("y", isWide, 0.043f));
        ReferenceTensor[] inputs = [Random(a, random), Random(b, random)];
        float Ratio(TensorInfo x) => x.Quantization[0].Scale / output.Quantization[0].Scale;
        var model = new ModelUnderTest(1).Add(Sum("y", ("a", Ratio(a)), ("b", Ratio(b)))).Build();
        var actual = new AddReference().Run(model.Steps[0], inputs, output, new ModelArrays(model));
        var reals = inputs.Select(input => input.Dequantize()).ToArray();
        var quantizer = output.Quantization[0];
        Assert.All(actual.Integers.Select((y, i) => (y, i)), pair =>
        {
            var code = (((double)reals[0][pair.i] + reals[1][pair.i]) / quantizer.Scale) + quantizer.ZeroPoint;
            Assert.InRange(pair.y - Math.Clamp(code, quantizer.Min, quantizer.Max), -0.51, 0.51);
        });
        Assert.True(actual.Integers.Distinct().Count() > 50);
    }

    private static TensorInfo Tensor(string name, bool isWide, float scale) => new(
        name, EquatableArray.Create(1000), isWide ? ElementType.S16 : ElementType.U8,
        EquatableArray.Create(isWide ? new Quantizer(1000, scale / 100, 0, -32767, 32767) : new Quantizer(1000, scale, 77, 0, 255)));

    private static ReferenceTensor Random(TensorInfo info, Random random) => new(
        info, [.. Enumerable.Range(0, info.Length).Select(_ => random.Next(info.Quantization[0].Min, info.Quantization[0].Max + 1))], []);

    private static AddStep Sum(string output, params (string Input, float Multiplier)[] terms) =>
        new("sum", terms.Select(term => new AddTerm(term.Input, term.Multiplier)).ToEquatableArray(), output);
}
