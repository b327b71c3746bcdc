namespace QMlp.Calibrator.Graph;

/// <summary>y = x * scale[i] + shift[i], i being the index along one axis.</summary>
static class AffineMap
{
    /// <param name="inner">Product of the extents after the axis.</param>
    public static void Apply(float[] scale, float[] shift, int inner, float[] x, float[] y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var channel = i / inner % scale.Length;
            y[i] = (x[i] * scale[channel]) + shift[channel];
        }
    }

    public static Interval Bounds(float[] scale, float[] shift, Interval x) =>
        scale.Select((factor, c) => x.Times(factor).Plus(shift[c])).Aggregate(Interval.Union);
}
