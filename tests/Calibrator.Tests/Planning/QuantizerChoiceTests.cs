using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Tests.Planning;

public class QuantizerChoiceTests
{
    [Theory]
    [InlineData(-1, 3, 8, 4 / 255.0, 64)] // 1 / (4 / 255) = 63.75
    [InlineData(-1, 3, 7, 4 / 127.0, 32)] // 31.75
    [InlineData(-1, 3, 4, 4 / 15.0, 4)] // 3.75
    [InlineData(0, 6, 8, 6 / 255.0, 0)]
    [InlineData(2, 6, 8, 6 / 255.0, 0)] // the range always contains 0
    [InlineData(-6, -2, 8, 6 / 255.0, 255)]
    public void Asymmetric_scale_and_zero_point(float min, float max, int bits, double scale, int zeroPoint)
    {
        var quantizer = QuantizerChoice.Activation("t", new ActivationRange(min, max), 5, bits, ActivationScheme.Asymmetric);
        Assert.Equal(
            (5, (float)scale, zeroPoint, 0, (1 << bits) - 1), (quantizer.Channels, quantizer.Scale, quantizer.ZeroPoint, quantizer.Min, quantizer.Max));
    }

    [Fact]
    public void Symmetric_zero_point_is_the_middle()
    {
        var quantizer = QuantizerChoice.Activation("t", new ActivationRange(-1, 3), 1, 8, ActivationScheme.Symmetric);
        Assert.Equal(((float)(3 / 127.0), 128), (quantizer.Scale, quantizer.ZeroPoint));
    }

    /// <summary>16 bits leave half as much again above the largest magnitude seen; 8 bits cannot afford to.</summary>
    [Fact]
    public void Residual_is_symmetric()
    {
        var wide = QuantizerChoice.Residual("t", new ActivationRange(-8, 3), 4, 16);
        Assert.Equal(((float)(12 / 32767.0), 0, -32767, 32767), (wide.Scale, wide.ZeroPoint, wide.Min, wide.Max));
        var narrow = QuantizerChoice.Residual("t", new ActivationRange(-8, 3), 4, 8);
        Assert.Equal(((float)(8 / 127.0), -127, 127), (narrow.Scale, narrow.Min, narrow.Max));
    }

    [Fact]
    public void Tensor_that_is_always_zero_gets_scale_one() =>
        Assert.Equal(1, QuantizerChoice.Activation("t", new ActivationRange(0, 0), 1, 8, ActivationScheme.Asymmetric).Scale);

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(0, float.PositiveInfinity)]
    [InlineData(2, 1)]
    public void Ranges_that_are_none_are_refused_by_the_tensor_s_name(float min, float max) =>
        Assert.Contains("'blocks.0'", Assert.ThrowsAny<UserError>(
            () => QuantizerChoice.Activation("blocks.0", new ActivationRange(min, max), 1, 8, ActivationScheme.Asymmetric)).Message);
}
