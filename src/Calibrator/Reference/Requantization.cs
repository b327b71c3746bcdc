using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The last operation of nearly every step: from a float32 to an integer of the output tensor.</summary>
static class Requantization
{
    /// <summary>
    /// round(v) + zeroPoint within [low, high], clamped as a float32 before the conversion. What is not a number (only a caller's input
    /// can be) becomes low.
    /// </summary>
    public static int Apply(float v, int zeroPoint, int low, int high)
    {
        float rounded = MathF.Round(v, MidpointRounding.ToEven);
        return float.IsNaN(rounded) ? low : (int)Math.Clamp(rounded, (float)(low - zeroPoint), (float)(high - zeroPoint)) + zeroPoint;
    }

    /// <summary>The same where the offset already holds the zero point.</summary>
    public static int Apply(float v, Quantizer quantizer) => Apply(v, 0, quantizer.Min, quantizer.Max);
}
