using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>A gain and an offset for each channel, from codes to codes. Computed in double, rounded to float32 once.</summary>
static class ChannelMap
{
    /// <summary>
    /// For the sum s of <paramref name="terms"/> codes: y = (scale_x * (s / terms - zeroPoint_x) * a + b) / scale_y + zeroPoint_y as s * gain + offset.
    /// </summary>
    /// <param name="affine">a and b; null for 1 and 0.</param>
    /// <exception cref="UserError">a or b is not finite.</exception>
    public static (Section Gain, Section Offset) Of(PlannedStep step, AffineNode? affine, int terms, StepNumbers numbers)
    {
        if (affine is not null)
        {
            RequireFinite(step.Name, affine.Scale, affine.Shift);
        }

        var channels = numbers.Output.Shape[^1];
        var (gain, offset) = (new float[channels], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var (input, output) = (numbers.Quantizers.OfChannel(numbers.Input, c), numbers.Quantizers.OfChannel(numbers.Output, c));
            var factor = input.Scale * (affine?.Scale[c] ?? 1.0) / output.Scale;
            gain[c] = (float)(factor / terms);
            offset[c] = (float)(((affine?.Shift[c] ?? 0.0) / output.Scale) + output.ZeroPoint - (input.ZeroPoint * factor));
        }

        return (numbers.Store.Add(gain), numbers.Store.Add(offset));
    }

    public static void RequireFinite(string name, float[] first, float[] second)
    {
        if (!first.All(float.IsFinite) || !second.All(float.IsFinite))
        {
            throw new UserError($"The parameters of '{name}' hold values that are not finite; export the model again from a sound checkpoint.");
        }
    }
}
