using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Reference;

public class MultiplyReferenceTests
{
    /// <summary>
    /// (12 - 10) * (7 - 4) / 4 = 1.5 rounds to 2, + 100; (9 - 10) * (10 - 4) / 4 = -1.5 to -2; (10 - 10) * 9 is 0; (210 - 10) * (204 - 4)
    /// clamps.
    /// </summary>
    [Fact]
    public void Zero_points_are_taken_off_and_halves_go_to_even()
    {
        var model = new ModelUnderTest(4).U8("a", [4], zeroPoint: 10).U8("b", [4], zeroPoint: 4).U8("y", [4], zeroPoint: 100, max: 127);
        model.Add(new RescaleStep("a", "x", "a", model.Store.Add([1f, 1f, 1f, 1f]), model.Store.Add([0f, 0f, 0f, 0f])));
        model.Add(new RescaleStep("b", "x", "b", model.Store.Add([1f, 1f, 1f, 1f]), model.Store.Add([-5f, 1f, 3f, -6f])));
        model.Add(new MultiplyStep("y", "a", "b", "y", 0.25f));
        Assert.Equal([102, 98, 100, 127], model.Run(12, 9, 10, 210));
    }

    /// <summary>
    /// 32767 * 32766 = 1073643522 has 30 bits and is not a float32; the nearest one is 1073643520. Times 2^-15 it is 32765.000; were the product
    /// rounded in two steps of 16 bits, other integers would come out.
    /// </summary>
    [Fact]
    public void Products_of_two_words_are_exact_before_their_one_rounding()
    {
        var model = new ModelUnderTest(3).S16("a", [3]).S16("b", [3]).S16("y", [3]);
        model.Add(new RescaleStep("a", "x", "a", model.Store.Add([32767f, -32767f, 181f]), model.Store.Add([0f, 0f, 0f])));
        model.Add(new RescaleStep("b", "x", "b", model.Store.Add([32766f, 32767f, 181f]), model.Store.Add([0f, 0f, 0f])));
        model.Add(new MultiplyStep("y", "a", "b", "y", 1 / 32768f));
        Assert.Equal([32765, -32766, 1], model.Run(1, 1, 1));
    }
}
