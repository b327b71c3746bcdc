using System.Globalization;

namespace QMlp.Calibrator.Calibration;

/// <summary>A calibration method as the command line names it.</summary>
/// <param name="Name">Canonical text, which <see cref="Parse"/> reads back: "minmax", "percentile:99.99".</param>
/// <param name="Rule">Chooses the ranges.</param>
/// <param name="Settings">What the rule needs observed.</param>
/// <param name="Levels">Number of values of the quantizers: 2^bits.</param>
sealed record CalibrationMethod(string Name, IRangeMethod Rule, StatisticsSettings Settings, int Levels)
{
    /// <summary>The methods, for help and messages.</summary>
    public const string Choices = "minmax, percentile:P (50 < P <= 100, for example percentile:99.99) or moving-average:M (0 <= M < 1)";

    /// <summary>From the least to the greatest element seen.</summary>
    public static CalibrationMethod MinMax { get; } = Parse("minmax");

    /// <param name="text">Name of the method, with its parameter after a colon where it takes one.</param>
    /// <param name="activationBits">Bits of the activations' quantizers, 2 to 8.</param>
    /// <exception cref="UserError">The text names no method, or its parameter is out of range.</exception>
    public static CalibrationMethod Parse(string text, int activationBits = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activationBits is >= 2 and <= 8, true);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, parameter) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        var levels = 1 << activationBits;
        return (name, parameter) switch
        {
            ("minmax", null) => new("minmax", new MinMaxMethod(), new(), levels),
            ("percentile", null) => Percentile(text, "99.99", levels),
            ("percentile", _) => Percentile(text, parameter, levels),
            ("moving-average", null) => MovingAverage(MovingAverageMethod.DefaultMomentum, levels),
            ("moving-average", _) => MovingAverage(Momentum(text, parameter), levels),
            ("minmax", _) => throw new UserError($"The calibration method '{text}': {name} takes no parameter; leave out ':{parameter}'."),
            _ => throw new UserError($"There is no calibration method '{text}'; choose {Choices}."),
        };
    }

    /// <summary>The range that this method gives a channel group, ready for the model file.</summary>
    public ActivationRange Choose(GroupStatistics statistics) => RangeRounding.Round(
        statistics.Min == 0 && statistics.Max == 0 ? new(0, 0) : Rule.Choose(statistics, Levels));

    private static CalibrationMethod Percentile(string text, string parameter, int levels)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(parameter, style, CultureInfo.InvariantCulture, out var percent) && percent is > 50 and <= 100
            ? new($"percentile:{percent.ToString("G29", CultureInfo.InvariantCulture)}", new PercentileMethod(percent), new(), levels)
            : throw new UserError($"The calibration method '{text}': '{parameter}' is not a percentage above 50 and at most 100; write for example percentile:99.99.");
    }

    private static CalibrationMethod MovingAverage(double momentum, int levels) => new(
        $"moving-average:{momentum.ToString(CultureInfo.InvariantCulture)}", new MovingAverageMethod(), new(Momentum: momentum), levels);

    private static double Momentum(string text, string parameter) =>
        double.TryParse(parameter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var momentum) && momentum is >= 0 and < 1
            ? momentum
            : throw new UserError($"The calibration method '{text}': '{parameter}' is not a momentum from 0 to below 1; write for example moving-average:0.99.");
}
