using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Scales and zero points from ranges.</summary>
static class QuantizerChoice
{
    /// <summary>Codes of a table's input: the table has 256 entries whatever the bits of activations.</summary>
    public const int TableBits = 8;

    /// <summary>
    /// Room above the largest magnitude seen, for 16-bit tensors: samples that calibration did not see go beyond it, and a third of
    /// 32767 codes is no loss beside the 8-bit tensors around.
    /// </summary>
    private const double Headroom = 1.5;

    /// <summary>Narrower ranges stand for a tensor that is always zero; they get scale 1, which keeps every multiplier finite.</summary>
    private const double NarrowestRange = 1e-30;

    /// <summary>S = (max - min) / (2^bits - 1), Z = round(-min / S), where min and max are first made to include 0.</summary>
    public static Quantizer Activation(string tensor, ActivationRange range, int channels, int bits, ActivationScheme scheme)
    {
        var (least, most) = IncludingZero(tensor, range);
        var top = (1 << bits) - 1;
        if (scheme == ActivationScheme.Symmetric)
        {
            var middle = 1 << (bits - 1);
            return new Quantizer(channels, Scale(Math.Max(most, -least), top - middle), middle, 0, top);
        }

        var scale = Scale(most - least, top);
        return new Quantizer(channels, scale, (int)Math.Clamp(Math.Round(-least / scale), 0, top), 0, top);
    }

    /// <summary>S = max |x| / (2^(bits - 1) - 1), with headroom at 16 bits; zero point 0.</summary>
    public static Quantizer Residual(string tensor, ActivationRange range, int channels, int bits)
    {
        var (least, most) = IncludingZero(tensor, range);
        var top = (1 << (bits - 1)) - 1;
        var magnitude = Math.Max(most, -least) * (bits == 16 ? Headroom : 1);
        return new Quantizer(channels, Scale(magnitude, top), 0, -top, top);
    }

    /// <summary>The smallest range that holds all of the given ones.</summary>
    public static ActivationRange Union(IReadOnlyList<ActivationRange> ranges) =>
        new(ranges.Min(range => range.Min), ranges.Max(range => range.Max));

    private static float Scale(double extent, int steps) => extent < NarrowestRange ? 1 : (float)(extent / steps);

    private static (double Least, double Most) IncludingZero(string tensor, ActivationRange range)
    {
        if (!float.IsFinite(range.Min) || !float.IsFinite(range.Max) || range.Min > range.Max)
        {
            throw new UserError(
                $"Tensor '{tensor}' has the range {range.Min} to {range.Max} over the calibration data; "
                + "check the data and its normalization for values that are not finite.");
        }

        return (Math.Min(range.Min, 0.0), Math.Max(range.Max, 0.0));
    }
}
