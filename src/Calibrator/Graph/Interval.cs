namespace QMlp.Calibrator.Graph;

/// <summary>A range of real numbers, and its arithmetic: how a range follows from others where no data shows it.</summary>
readonly record struct Interval(double Low, double High)
{
    /// <summary>So many standard deviations are taken to be as far as a sum, or a normalized value, goes from its mean.</summary>
    public const double Deviations = 8;

    public static Interval Everything => new(double.NegativeInfinity, double.PositiveInfinity);

    public static Interval Union(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    public Interval Intersect(double low, double high) => new(Math.Clamp(Low, low, high), Math.Clamp(High, low, high));

    public Interval Times(double factor) => factor < 0 ? new(High * factor, Low * factor) : new(Low * factor, High * factor);

    public Interval Plus(double term) => new(Low + term, High + term);
}
