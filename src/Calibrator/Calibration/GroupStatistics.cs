namespace QMlp.Calibrator.Calibration;

/// <summary>
/// What is kept of one channel group of a value while the samples stream by: a histogram (with the exact least and greatest element)
/// and, where the method asks for them, moving averages and a second histogram of held-out samples.
/// </summary>
sealed class GroupStatistics(StatisticsSettings settings)
{
    private int _samples;

    /// <summary>All elements, or those of the samples that are not held out.</summary>
    public StreamingHistogram Histogram { get; } = new();

    /// <summary>The elements of the held-out samples; null where the method holds none out.</summary>
    public StreamingHistogram? HeldOut { get; } = settings.HeldOutEvery > 0 ? new() : null;

    /// <summary>The same with the held-out samples among the others.</summary>
    public GroupStatistics WithHeldOut()
    {
        var all = new GroupStatistics(settings with { HeldOutEvery = 0 }) { MovingMin = MovingMin, MovingMax = MovingMax, _samples = _samples };
        all.Histogram.Add(Histogram);
        if (HeldOut is not null)
        {
            all.Histogram.Add(HeldOut);
        }

        return all;
    }

    /// <summary>Exponential moving average of the samples' least elements: the first sample's, then r = m * r + (1 - m) * sample.</summary>
    public double MovingMin { get; private set; }

    /// <summary>Exponential moving average of the samples' greatest elements.</summary>
    public double MovingMax { get; private set; }

    /// <summary>Least element over all samples, held-out ones too.</summary>
    public float Min => Math.Min(Histogram.Min, HeldOut?.Min ?? float.PositiveInfinity);

    /// <summary>Greatest element over all samples, held-out ones too.</summary>
    public float Max => Math.Max(Histogram.Max, HeldOut?.Max ?? float.NegativeInfinity);

    /// <summary>Takes in the group's elements of the next sample, all finite, in any order.</summary>
    public void AddSample(ReadOnlySpan<float> elements)
    {
        var heldOut = settings.HeldOutEvery > 0 && _samples % settings.HeldOutEvery == settings.HeldOutEvery - 1;
        (heldOut ? HeldOut! : Histogram).Add(elements);
        if (settings.Momentum is { } momentum)
        {
            Average(elements, momentum);
        }

        _samples++;
    }

    private void Average(ReadOnlySpan<float> elements, double momentum)
    {
        var (min, max) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var element in elements)
        {
            min = element < min ? element : min;
            max = element > max ? element : max;
        }

        var weight = _samples == 0 ? 1 : 1 - momentum;
        MovingMin += weight * (min - MovingMin);
        MovingMax += weight * (max - MovingMax);
    }
}

/// <summary>What a method needs besides the histogram.</summary>
/// <param name="Momentum">m of the moving averages; null: none are kept.</param>
/// <param name="HeldOutEvery">The last of every so many samples is held out; 0: none.</param>
sealed record StatisticsSettings(double? Momentum = null, int HeldOutEvery = 0);
