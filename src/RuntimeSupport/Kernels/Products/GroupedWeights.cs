// Needs:
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>
/// 4-bit weights with a multiplier for each group of k, made into the 8-bit weights that products are computed with:
/// expanded[n, k] = weight[n, k] * multiplier[n, k / groupSize]. -8..7 times 0..15 fits a signed byte.
/// </summary>
static unsafe partial class GroupedWeights
{
    /// <summary>Weights in panels, for channel mixing.</summary>
    /// <param name="weights">[N/16][K/8][16][4], two quads of k in the low and the high nibbles.</param>
    /// <param name="multipliers">[N][groups / 2], the even group in the low nibble; groups = K / groupSize, rounded up.</param>
    /// <param name="rows">N, output features.</param>
    /// <param name="depth">K, input features.</param>
    /// <param name="groupSize">Consecutive k with one multiplier, a multiple of 8.</param>
    /// <param name="expanded">Receives [N/16][K/4][16][4]. Panels are written up to row N; what is behind it must be zero already.</param>
    public static void ExpandPanels(byte* weights, byte* multipliers, int rows, int depth, int groupSize, byte* expanded)
    {
        unchecked
        {
            nint quads = (depth + 3) / 4;
            for (nint n = 0; n < rows; n++)
            {
                var (panel, row) = (n / 16 * 64, n % 16 * 4);
                Expand(
                    weights + (panel * ((quads + 1) / 2)) + row, 64, multipliers + (n * MultiplierBytes(depth, groupSize)), quads, groupSize,
                    expanded + (panel * quads) + row);
            }
        }
    }

    /// <summary>Weights in rows, for token mixing.</summary>
    /// <param name="weights">[N][K/8][4], two quads of k in the low and the high nibbles.</param>
    /// <param name="multipliers">[N][groups / 2], the even group in the low nibble; groups = K / groupSize, rounded up.</param>
    /// <param name="rows">N, output features.</param>
    /// <param name="depth">K, input features.</param>
    /// <param name="groupSize">Consecutive k with one multiplier, a multiple of 8.</param>
    /// <param name="expanded">Receives [N][K padded to a multiple of 4].</param>
    public static void ExpandRows(byte* weights, byte* multipliers, int rows, int depth, int groupSize, byte* expanded)
    {
        unchecked
        {
            nint quads = (depth + 3) / 4;
            for (nint n = 0; n < rows; n++)
            {
                Expand(
                    weights + (n * ((quads + 1) / 2) * 4), 4, multipliers + (n * MultiplierBytes(depth, groupSize)), quads, groupSize,
                    expanded + (n * quads * 4));
            }
        }
    }

    private static nint MultiplierBytes(int depth, int groupSize) => unchecked((((nint)depth + groupSize - 1) / groupSize + 1) / 2);

    /// <summary>One row, whose quads of k, packed in pairs or not, are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(byte* weights, nint stride, byte* multipliers, nint quads, nint groupSize, byte* expanded)
    {
        unchecked
        {
            var quadsOfGroup = groupSize / 4;
            for (nint quad = 0; quad < quads; quad += 2)
            {
                var group = quad / quadsOfGroup;
                var multiplier = (multipliers[group / 2] >> (int)(group % 2 * 4)) & 0xF;
                var pair = weights + (quad / 2 * stride);
                var target = expanded + (quad * stride);
                for (var i = 0; i < 4; i++)
                {
                    // An arithmetic shift right by 4 extends the sign of a nibble that stands in the upper half.
                    target[i] = (byte)(((sbyte)(pair[i] << 4) >> 4) * multiplier);
                }

                for (var i = 0; i < 4 && quad + 1 < quads; i++)
                {
                    target[stride + i] = (byte)(((sbyte)pair[i] >> 4) * multiplier);
                }
            }
        }
    }
}
