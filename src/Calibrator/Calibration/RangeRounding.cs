namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Makes a chosen range fit to stand in a model file: it contains 0, and its bounds are rounded outward to <see cref="FractionBits"/> bits
/// after the leading one.
/// <para>
/// Why rounded: ONNX Runtime picks its kernels by the processor, and their float results differ in the last bits of float32. Calibration
/// must give the same file on any machine, so those bits are cut off. What is left is a bound that happens to lie within a few units of
/// float32's last place of a rounding boundary: odds of about 2^-14 a bound. The cost: a bound grows by at most 2^-8, 0.4 % of itself,
/// 0.2 % on average (0.02 dB). Outward, so that nothing that was inside the range is clipped.
/// </para>
/// </summary>
static class RangeRounding
{
    /// <summary>Bits kept after the leading one.</summary>
    public const int FractionBits = 8;

    /// <summary>A tensor that stays below this is taken to be zero: scales of such a range would near float32's subnormals.</summary>
    public static readonly float Negligible = MathF.ScaleB(1, -100);

    /// <summary>Range of a tensor that is always zero: any range represents zero exactly, so it is a plain one.</summary>
    public static readonly ActivationRange Zero = new(0, 1);

    public static ActivationRange Round(ActivationRange range)
    {
        var (min, max) = (MathF.Min(range.Min, 0), MathF.Max(range.Max, 0));
        return MathF.Max(-min, max) < Negligible ? Zero : new ActivationRange(-AwayFromZero(-min), AwayFromZero(max));
    }

    /// <summary>The nearest value of at least <paramref name="magnitude"/> that has no bits below the kept ones.</summary>
    private static float AwayFromZero(float magnitude)
    {
        const int dropped = (1 << (23 - FractionBits)) - 1;
        var rounded = BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(magnitude) + dropped) & ~dropped);
        return float.IsFinite(rounded) && rounded > 0 ? rounded : magnitude;
    }
}
