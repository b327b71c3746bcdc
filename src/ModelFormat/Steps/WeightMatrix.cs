namespace QMlp.ModelFormat;

/// <summary>
/// Quantized weights of shape [N, K] in the layout that the kernels read; see <see cref="WeightLayout"/>. With <see cref="ScaleGroups"/> the
/// weight of the formulas is the stored integer times the multiplier of its group: weight[n, k] = integer[n, k] * multiplier[n, k / size].
/// </summary>
/// <param name="Rows">N, output features.</param>
/// <param name="Depth">K, input features.</param>
/// <param name="Bits">8 (one value a byte, -127..127; -128 too in models that came quantized) or 4 (two a byte, -8..7).</param>
/// <param name="Certificate">
/// Saturation certificate: how many consecutive quads of k may be multiplied by vpmaddubsw and added in 16 bits before they are
/// widened, proved for these weights and the input's range: 0 (not even one), 1, 2, 4 or 8.
/// </param>
/// <param name="ScaleGroups">Where 4-bit weights have a finer scale than that of their row; else null.</param>
sealed record WeightMatrix(int Rows, int Depth, int Bits, WeightLayout Layout, int Certificate, Section Data, ScaleGroups? ScaleGroups = null);

/// <summary>
/// Scales of 4-bit weights for each group of consecutive k in a row, in two levels (as in VS-Quant, Dai et al., arXiv 2102.04503): the row's
/// real scale times an integer of 4 bits. -8..7 times 0..15 fits a signed byte, so sums stay exact integers, and all that follows them has one
/// scale a row as without groups.
/// </summary>
/// <param name="Size">Consecutive k that share a multiplier, a multiple of 8; the last group of a row may be shorter.</param>
/// <param name="Multipliers">u4[N, groups], two to a byte; see <see cref="GroupMultipliers"/>.</param>
sealed record ScaleGroups(int Size, Section Multipliers);

/// <summary>How a weight matrix lies in memory. K is padded with zero weights to a multiple of 4 (8 for 4-bit panels).</summary>
enum WeightLayout
{
    /// <summary>[N/16][K/4][16][4]: panels of 16 output channels, 4 consecutive k of each channel together; N padded to 16. For channel mixing.</summary>
    Panels,

    /// <summary>[N][K padded]: plain rows, read as broadcasts of 4 k. For token mixing.</summary>
    Rows,
}
