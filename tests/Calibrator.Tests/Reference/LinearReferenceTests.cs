using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Reference;

public class LinearReferenceTests
{
    /// <summary>acc = bias + w . x for x = (1, 2, 3): 4 + 1*1 - 2*2 + 3*3 = 10 and -5 + 0 + 2 - 3 = -6; times the multiplier.</summary>
    [Fact]
    public void Logits_are_the_accumulator_times_the_multiplier()
    {
        var model = new ModelUnderTest(3).F32("y", 2);
        model.Add(new LinearStep("fc", "x", null, 0, "y", 0, EquatableArray.Create(
            model.Group(1, 2, [1, -2, 3, 0, 1, -1], [4, -5], [0.5f, 0.25f], 0, 0, 0))));
        Assert.Equal([5f, -1.5f], model.RunFloat(1, 2, 3));
    }

    /// <summary>
    /// Stored weights 1, -2 and 3 at k = 0, 7 and 8, multipliers 2 of k = 0..7 and 15 of k = 8: acc = 4 + 2 * 1 * 10 - 2 * 2 * 20 + 15 * 3 * 30 = 1294.
    /// </summary>
    [Fact]
    public void Weights_are_multiplied_by_the_multiplier_of_their_group()
    {
        var model = new ModelUnderTest(9).F32("y", 1);
        var group = model.Group(1, 1, [1, 0, 0, 0, 0, 0, 0, -2, 3], [4], [0.5f], 0, 0, 0);
        var matrix = group.Weights with
        {
            Bits = 4,
            Data = model.Store.Add(WeightPacking.Pack([1, 0, 0, 0, 0, 0, 0, -2, 3], 1, 9, 4, WeightLayout.Rows)),
            ScaleGroups = new ScaleGroups(8, model.Store.Add(GroupMultipliers.Pack([2, 15], 1, 9, 8))),
        };
        model.Add(new LinearStep("fc", "x", null, 0, "y", 0, EquatableArray.Create(group with { Weights = matrix })));
        Assert.Equal([647f], model.RunFloat(10, 1, 1, 1, 1, 1, 1, 20, 30));
    }

    /// <summary>acc = x, v = acc / 2: 1/2, 3/2, 5/2, 7/2 round to the even neighbors 0, 2, 2, 4, then the zero point 10 is added.</summary>
    [Fact]
    public void Ties_are_rounded_to_even_before_the_zero_point_is_added()
    {
        var model = new ModelUnderTest(4, 1).U8("y", [4, 1], zeroPoint: 11);
        model.Add(new LinearStep("fc", "x", null, 0, "y", 1, EquatableArray.Create(model.Group(1, 1, [1], [0], [0.5f], 11, 0, 255))));
        Assert.Equal([11, 13, 13, 15], model.Run(1, 3, 5, 7));
    }

    /// <summary>Products far outside saturate at the clip's bounds 7 and 99: 100 + 127 * 255, -1e30 * 32285 and 100 * 1e30.</summary>
    [Fact]
    public void Clamp_bounds_are_those_of_the_group()
    {
        var model = new ModelUnderTest(2, 1).U8("y", [2, 2], zeroPoint: 7);
        model.Add(new LinearStep("fc", "x", null, 0, "y", 1, EquatableArray.Create(model.Group(1, 2, [127, -127], [100, 100], [1f, 1e30f], 7, 7, 99))));
        Assert.Equal([99, 7, 99, 99], model.Run(255, 0));
    }

    /// <summary>Table entry of q = round(2 * 3) + 1 = 7.</summary>
    [Fact]
    public void Table_is_applied_after_the_clamp()
    {
        byte[] table = [.. Enumerable.Range(0, 256).Select(q => (byte)(255 - q))];
        var model = new ModelUnderTest(1).U8("y", [1]);
        model.Add(new LinearStep("fc", "x", null, 0, "y", 0, EquatableArray.Create(model.Group(1, 1, [2], [0], [1f], 1, 0, 255, table))));
        Assert.Equal([248], model.Run(3));
        Assert.Equal([0], model.Run(200));
    }

    /// <summary>
    /// r = round(x * 128.25) from a rescaling, then y = clamp(round(x * 0.5 + r * 2)): for x = 2, r = round(256.5) = 256, y = 1 + 512 = 513;
    /// for x = 255, r = 32704 (32703.75), y = 127.5 + 65408 saturates at 32767, and with a negative multiplier at -32767.
    /// </summary>
    [Theory]
    [InlineData(2f, 2, 513)]
    [InlineData(2f, 255, 32767)]
    [InlineData(-2f, 255, -32767)]
    public void Residual_is_added_as_a_product_of_its_own_and_saturates(float residualMultiplier, byte x, int expected)
    {
        var model = new ModelUnderTest(1).S16("r", [1]).S16("y", [1]);
        model.Add(new RescaleStep("up", "x", "r", model.Store.Add([128.25f]), model.Store.Add([0f])));
        model.Add(new LinearStep("fc", "x", "r", residualMultiplier, "y", 0, EquatableArray.Create(
            model.Group(1, 1, [1], [0], [0.5f], 0, -32767, 32767))));
        Assert.Equal([expected], model.Run(x));
    }

    /// <summary>
    /// 3 * float(1/3) is 1.0000000298 exactly and 1 as a float32, so 1 - 0.5 = 0.5 rounds to 0; fused, 0.50000003 would round to 1.
    /// </summary>
    [Fact]
    public void Products_are_rounded_before_they_are_added()
    {
        var model = new ModelUnderTest(1).S16("r", [1]).S16("y", [1]);
        model.Add(new RescaleStep("up", "x", "r", model.Store.Add([1 / 3f]), model.Store.Add([0f])));
        model.Add(new LinearStep("fc", "x", "r", -0.5f, "y", 0, EquatableArray.Create(model.Group(1, 1, [1], [0], [1 / 3f], 0, -32767, 32767))));
        Assert.Equal([0], model.Run(3));
    }

    /// <summary>
    /// Token mixing of x = [[1, 2], [3, 4]] (two tokens, two channels) with W = [[1, 2], [0, -1]]:
    /// y[0] = x[0] + 2 x[1] = (7, 10), y[1] = -x[1] = (-3, -4); the columns are then scaled by 2 and 0.5.
    /// </summary>
    [Fact]
    public void Token_mixing_runs_along_the_earlier_axis_and_scales_columns()
    {
        var model = new ModelUnderTest(2, 2).S16("y", [2, 2]);
        model.Add(new LinearStep("mix", "x", null, 0, "y", 0, EquatableArray.Create(
            model.Group(2, 2, [1, 2, 0, -1], [0, 0], [1f, 1f], 0, -32767, 32767, columnMultiplier: [2f, 0.5f]))));
        Assert.Equal([14, 5, -6, -2], model.Run(1, 2, 3, 4));
    }

    /// <summary>Two channel groups with weights of their own: channel 0 is doubled, channels 1 and 2 negated; tokens are not mixed (K = 1).</summary>
    [Fact]
    public void Groups_cover_consecutive_channels()
    {
        var model = new ModelUnderTest(2, 1, 3).S16("y", [2, 1, 3]);
        model.Add(new LinearStep("mix", "x", null, 0, "y", 1, EquatableArray.Create(
            model.Group(1, 1, [2], [0], [1f], 0, -32767, 32767), model.Group(2, 1, [-1], [1], [1f], 0, -32767, 32767))));
        Assert.Equal([2, -1, -2, 8, -4, -5], model.Run(1, 2, 3, 4, 5, 6));
    }
}
