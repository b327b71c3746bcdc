namespace QMlp.Calibrator.Calibration;

/// <summary>The values that a quantizer of a range has: scale * (q - zeroPoint) for q from 0 to levels - 1, as the quantizer will be built.</summary>
readonly struct RangeGrid
{
    private readonly double _scale;
    private readonly double _zeroPoint;
    private readonly int _top;

    /// <param name="range">Contains 0 and more than that.</param>
    public RangeGrid(ActivationRange range, int levels)
    {
        _top = levels - 1;
        _scale = ((double)range.Max - range.Min) / _top;
        _zeroPoint = Math.Clamp(Math.Round(-range.Min / _scale), 0, _top);
    }

    /// <summary>Where a value lies among the codes, neither rounded nor saturated.</summary>
    public double Position(double x) => (x / _scale) + _zeroPoint;

    /// <summary>The code of a value.</summary>
    private double Code(double x) => Math.Clamp(Math.Round(x / _scale) + _zeroPoint, 0, _top);

    /// <summary>Sum of the squared errors of all values of a histogram, each taken as the middle of its bin.</summary>
    public double SquaredError(StreamingHistogram histogram)
    {
        var error = 0.0;
        for (var bin = 0; bin < histogram.Bins; bin++)
        {
            if (histogram.Counts[bin] > 0)
            {
                var x = histogram.Centre(bin);
                var difference = x - (_scale * (Code(x) - _zeroPoint));
                error += histogram.Counts[bin] * difference * difference;
            }
        }

        return error;
    }
}
