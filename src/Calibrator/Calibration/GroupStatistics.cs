namespace QMlp.Calibrator.Calibration;

/// <summary>
/// What is kept of one channel group of a value while the samples stream by: a histogram (with the exact least and greatest element)
/// and, where the method asks for them, moving averages and a second histogram of held-out samples.
/// </summary>
sealed class GroupStatistics(StatisticsSettings settings)
{
    /// <summary>
    /// Samples of one step of the moving averages. Training tracks the extremes of batches; averages of single samples' extremes would lie far within
    /// the range that half of the samples have.
    /// </summary>
    public const int MovingBatch = 32;

    private int _samples;
    private double _movingMin, _movingMax;
    private (float Min, float Max) _batch = Nothing;

    /// <summary>All elements, or those of the samples that are not held out.</summary>
    public StreamingHistogram Histogram { get; } = new();

    /// <summary>The elements of the held-out samples; null where the method holds none out.</summary>
    public StreamingHistogram? HeldOut { get; } = settings.HeldOutEvery > 0 ? new() : null;

    /// <summary>The same with the held-out samples among the others.</summary>
    public GroupStatistics WithHeldOut()
    {
        var all = new GroupStatistics(settings with { HeldOutEvery = 0 })
        {
            _movingMin = _movingMin,
            _movingMax = _movingMax,
            _batch = _batch,
            _samples = _samples,
        };
        all.Histogram.Add(Histogram);
        if (HeldOut is not null)
        {
            all.Histogram.Add(HeldOut);
        }

        return all;
    }

    /// <summary>
    /// Exponential moving average of the least elements of batches of <see cref="MovingBatch"/> samples: the first batch's, then
    /// r = m * r + (1 - m) * batch. A batch that is not full counts only where it is the first.
    /// </summary>
    public double MovingMin => _samples < MovingBatch ? _batch.Min : _movingMin;

    /// <summary>Exponential moving average of the greatest elements of batches.</summary>
    public double MovingMax => _samples < MovingBatch ? _batch.Max : _movingMax;

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

    private static (float Min, float Max) Nothing => (float.PositiveInfinity, float.NegativeInfinity);

    private void Average(ReadOnlySpan<float> elements, double momentum)
    {
        foreach (var element in elements)
        {
            _batch = (element < _batch.Min ? element : _batch.Min, element > _batch.Max ? element : _batch.Max);
        }

        if (_samples % MovingBatch == MovingBatch - 1)
        {
            var weight = _samples == MovingBatch - 1 ? 1 : 1 - momentum;
            _movingMin += weight * (_batch.Min - _movingMin);
            _movingMax += weight * (_batch.Max - _movingMax);
            _batch = Nothing;
        }
    }
}

/// <summary>What a method needs besides the histogram.</summary>
/// <param name="Momentum">m of the moving averages; null: none are kept.</param>
/// <param name="HeldOutEvery">The last of every so many samples is held out; 0: none.</param>
sealed record StatisticsSettings(double? Momentum = null, int HeldOutEvery = 0);
