namespace QMlp.Calibrator.Analysis;

/// <summary>Signal to quantization-noise ratio over many samples: 10 log10(sum of reference^2 / sum of (reference - actual)^2).</summary>
sealed class SqnrSum
{
    private double _signal, _noise;

    public void Add(ReadOnlySpan<float> reference, ReadOnlySpan<float> actual)
    {
        actual = actual[..reference.Length];
        for (var i = 0; i < reference.Length; i++)
        {
            var error = (double)reference[i] - actual[i];
            _signal += (double)reference[i] * reference[i];
            _noise += error * error;
        }
    }

    /// <summary>In dB; +infinity where there is no noise.</summary>
    public double Decibels => _noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(_signal / _noise);
}
