namespace QMlp.Calibrator.Report.Html;

/// <summary>Round numbers for an axis.</summary>
static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten within [min, max], about <paramref name="wanted"/> of them.</summary>
    public static IReadOnlyList<double> Between(double min, double max, int wanted)
    {
        if (!(max > min))
        {
            return [min];
        }

        var raw = (max - min) / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(factor => factor * power).First(candidate => candidate >= raw);
        var first = Math.Ceiling(min / step);
        var count = (int)Math.Floor((max / step) - first) + 1;
        return [.. Enumerable.Range(0, Math.Max(count, 0)).Select(i => Math.Round((first + i) * step, 12))];
    }
}
