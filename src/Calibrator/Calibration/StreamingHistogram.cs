namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Counts of values in bins of one width, in memory that does not grow with their number.
/// <para>
/// Bin rule: the width is 2^k, bin i holds the values x with floor(x / 2^k) = i, and k is the smallest integer for which at most
/// <see cref="MaxBins"/> bins reach from the least to the greatest value so far, but at least log2 of the greatest magnitude less
/// <see cref="MagnitudeBits"/>. When a value falls outside, k grows and bins merge in pairs: floor(floor(x / w) / 2) = floor(x / 2w) holds
/// exactly, so the histogram depends on the values alone and not on their order or on how they were cut into batches.
/// Between half of MaxBins and MaxBins are in use, except for values that are nearly all alike.
/// </para>
/// </summary>
sealed class StreamingHistogram
{
    /// <summary>Sixteen to thirty-two bins for each of the 256 values of an 8-bit quantizer; 64 KiB.</summary>
    public const int MaxBins = 8192;

    /// <summary>No bin is narrower than 2^-20 of the greatest magnitude: nearer to float32's own spacing there is nothing to tell apart.</summary>
    public const int MagnitudeBits = 20;

    /// <summary>Least exponent of the width, that of the smallest normal float.</summary>
    private const int MinExponent = -126;

    private long[] _counts = [];
    private int _exponent = MinExponent;
    private long _first;

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Least value; positive infinity when there is none.</summary>
    public float Min { get; private set; } = float.PositiveInfinity;

    /// <summary>Greatest value; negative infinity when there is none.</summary>
    public float Max { get; private set; } = float.NegativeInfinity;

    /// <summary>Width of a bin, a power of two.</summary>
    public double BinWidth => Math.ScaleB(1, _exponent);

    /// <summary>Number of bins from the one of <see cref="Min"/> to the one of <see cref="Max"/>.</summary>
    public int Bins => _counts.Length;

    /// <summary>Number of values in each bin.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Lower edge of a bin, which belongs to it; the upper edge is the next one's.</summary>
    public double LowerEdge(int bin) => (_first + bin) * BinWidth;

    /// <summary>A bin's middle, within <see cref="Min"/> and <see cref="Max"/>: what stands for its values.</summary>
    public double Center(int bin) => Math.Clamp((_first + bin + 0.5) * BinWidth, Min, Max);

    /// <summary>Counts finite values.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Add(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var (min, max) = (Min, Max);
        foreach (var value in values)
        {
            // Not MathF.Min and Max: a NaN fails both comparisons and would pass unseen, so finiteness is tested by itself.
            if (!float.IsFinite(value))
            {
                throw new ArgumentException("A histogram counts finite values only.", nameof(values));
            }

            min = value < min ? value : min;
            max = value > max ? value : max;
        }

        Cover(min, max);
        var (inverse, first, counts) = (Math.ScaleB(1, -_exponent), _first, _counts);
        foreach (var value in values)
        {
            counts[(int)((long)Math.Floor(value * inverse) - first)]++;
        }

        Count += values.Length;
    }

    /// <summary>Counts what another histogram has counted; the result is as if its values had come here.</summary>
    public void Add(StreamingHistogram other)
    {
        if (other.Count == 0)
        {
            return;
        }

        Cover(Math.Min(Min, other.Min), Math.Max(Max, other.Max));
        for (var bin = 0; bin < other.Bins; bin++)
        {
            _counts[(int)(((other._first + bin) >> (_exponent - other._exponent)) - _first)] += other._counts[bin];
        }

        Count += other.Count;
    }

    /// <summary>Widens the bins until [min, max] is covered.</summary>
    private void Cover(float min, float max)
    {
        if (min == Min && max == Max)
        {
            return;
        }

        var exponent = ExponentFor(min, max);
        var (first, last) = (Index(min, exponent), Index(max, exponent));
        if (_counts.Length == 0 || exponent != _exponent || first != _first || last - first + 1 != _counts.Length)
        {
            var counts = new long[last - first + 1];
            for (var bin = 0; bin < _counts.Length; bin++)
            {
                counts[(int)(((_first + bin) >> (exponent - _exponent)) - first)] += _counts[bin];
            }

            (_counts, _exponent, _first) = (counts, exponent, first);
        }

        (Min, Max) = (min, max);
    }

    private static int ExponentFor(float min, float max)
    {
        var magnitude = Math.Max(Math.Abs(min), Math.Abs(max));
        var exponent = magnitude > 0 ? Math.Max(Math.ILogB(magnitude) - MagnitudeBits, MinExponent) : MinExponent;
        while (Index(max, exponent) - Index(min, exponent) + 1 > MaxBins)
        {
            exponent++;
        }

        return exponent;
    }

    private static long Index(float value, int exponent) => (long)Math.Floor(value * Math.ScaleB(1, -exponent));
}
