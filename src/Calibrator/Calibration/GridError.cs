using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>What the values of a histogram, each taken as the middle of its bin, lose by being rounded to a grid, for one grid after the other.</summary>
sealed class GridError
{
    private readonly StreamingHistogram _histogram;
    private readonly SampledFunction? _function;
    private readonly double[] _wanted;

    /// <param name="function">Where given, errors are those of its values.</param>
    public GridError(StreamingHistogram histogram, ActivationFunction? function)
    {
        (_histogram, _function) = (histogram, function is null ? null : SampledFunction.Of(function));
        _wanted = [.. Enumerable.Range(0, histogram.Bins).Select(bin => Passed(histogram.Center(bin)))];
    }

    /// <summary>Sum of the squared errors of all values.</summary>
    public double SumOfSquares(RangeGrid grid)
    {
        var values = new double[grid.Levels];
        for (var code = 0; code < values.Length; code++)
        {
            values[code] = Passed(grid.Value(code));
        }

        var error = 0.0;
        var counts = _histogram.Counts;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] > 0)
            {
                var difference = _wanted[bin] - values[grid.Code(_histogram.Center(bin))];
                error += counts[bin] * difference * difference;
            }
        }

        return error;
    }

    private double Passed(double x) => _function?.At((float)x) ?? x;
}
