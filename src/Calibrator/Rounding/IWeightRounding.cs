namespace QMlp.Calibrator.Rounding;

/// <summary>
/// A way to turn the real weights of one matrix into integers of a given width, with one scale for each output channel, and multipliers of it
/// for groups of weights where they are asked for.
/// </summary>
interface IWeightRounding
{
    /// <summary>The name that the command line has for it.</summary>
    string Name { get; }

    /// <summary>Whether <see cref="WeightsToRound.Moments"/> has to be there.</summary>
    bool NeedsMoments { get; }

    QuantizedWeights Round(WeightsToRound weights, CancellationToken cancellation = default);
}

/// <summary>One weight matrix before rounding.</summary>
/// <param name="Node">Name of the linear node, for messages.</param>
/// <param name="Values">[rows, depth], row-major.</param>
/// <param name="Bits">8 (integers -127 to 127) or 4 (-8 to 7).</param>
/// <param name="SmallestScale">
/// [rows]: no scale may be smaller, or the row's bias in units of input scale times weight scale would not fit 32 bits.
/// </param>
/// <param name="Moments">
/// [depth, depth]: sum over calibration inputs x of x x^T, in any unit; null where the rounding does not need it.
/// </param>
/// <param name="GroupSize">Weights along a row that share a multiplier of the row's scale; null: one scale for the whole row.</param>
sealed record WeightsToRound(
    string Node, ReadOnlyMemory<float> Values, int Rows, int Depth, int Bits, IReadOnlyList<double> SmallestScale, double[]? Moments = null,
    int? GroupSize = null)
{
    public ReadOnlySpan<float> Row(int n) => Values.Span.Slice(n * Depth, Depth);

    public ReadOnlySpan<float> Group(int n, RowGroups groups, int g)
    {
        var (begin, end) = groups.Bounds(g);
        return Row(n)[begin..end];
    }

    /// <summary>The matrix of some of the rows, with other bounds on their scales.</summary>
    public WeightsToRound Only(int[] rows, Func<int, double> smallestScale) => this with
    {
        Values = rows.SelectMany(n => Row(n).ToArray()).ToArray(),
        Rows = rows.Length,
        SmallestScale = [.. rows.Select(smallestScale)],
    };

    /// <summary>What a squared error in the weights of input k counts: the mean square of the input, but for a factor; 1 where it is not known.</summary>
    public double Importance(int k) => Moments?[(k * Depth) + k] ?? 1;
}

/// <summary>One weight matrix after rounding: weight[n, k] is approximately Scales[n] * Values[n, k].</summary>
/// <param name="Values">[rows, depth]: integers of the width asked for, each times the multiplier of its group.</param>
/// <param name="Multipliers">[rows, groups]; empty for weights that came as integers.</param>
sealed record QuantizedWeights(sbyte[] Values, float[] Scales, byte[] Multipliers)
{
    private int Depth => Values.Length / Scales.Length;

    private int GroupCount => Multipliers.Length / Scales.Length;

    public Span<sbyte> Row(int n) => Values.AsSpan(n * Depth, Depth);

    /// <summary>The multipliers of the groups of a row.</summary>
    public Span<byte> MultipliersOf(int n) => Multipliers.AsSpan(n * GroupCount, GroupCount);

    /// <summary>The matrix of some of the rows.</summary>
    public QuantizedWeights Only(int[] rows) => this with
    {
        Values = [.. rows.SelectMany(n => Row(n).ToArray())],
        Scales = [.. rows.Select(n => Scales[n])],
        Multipliers = [.. rows.SelectMany(n => MultipliersOf(n).ToArray())],
    };

    /// <summary>Room for the result of a rounding.</summary>
    public static QuantizedWeights RoomFor(WeightsToRound weights) =>
        new(new sbyte[weights.Values.Length], new float[weights.Rows], new byte[weights.Rows * RowGroups.Of(weights).Count]);

    /// <summary>Stores the integer that a weight was rounded to, and the multiplier of its group.</summary>
    public void Set(int n, int k, RowGroups groups, int integer, int multiplier)
    {
        Row(n)[k] = (sbyte)(integer * multiplier);
        MultipliersOf(n)[k / groups.Size] = (byte)multiplier;
    }

    /// <summary>The integers of the width asked for, as they are stored where multipliers are stored beside them.</summary>
    public sbyte[] WithoutMultipliers(RowGroups groups) =>
        [.. Values.Select((value, i) => (sbyte)(value / MultipliersOf(i / groups.Depth)[i % groups.Depth / groups.Size]))];
}
