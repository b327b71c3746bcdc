using System.Runtime.Intrinsics;

namespace QMlp.Calibrator.Rounding;

/// <summary>
/// Sums in an order that is written here and does not follow the machine's vector width: weights that are rounded by their result must
/// be the same everywhere. <see cref="Vector256"/> computes the same on processors that have no such registers.
/// </summary>
static class FixedOrder
{
    private const int Lanes = 4;

    /// <summary>Sum of a[i] * b[i]: four interleaved sums, then ((0 + 1) + (2 + 3)), then what is left over in order.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        var sum = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Lanes; i += Lanes)
        {
            sum += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
        }

        var total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
