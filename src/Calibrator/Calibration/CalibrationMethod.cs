using System.Globalization;
using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Calibration;

/// <summary>A calibration method as the command line names it.</summary>
/// <param name="Name">Canonical text, which <see cref="Parse"/> reads back: "minmax", "percentile:99.99".</param>
/// <param name="Rule">Chooses the ranges.</param>
/// <param name="Settings">What the rule needs observed.</param>
sealed record CalibrationMethod(string Name, IRangeMethod Rule, StatisticsSettings Settings)
{
    /// <summary>The methods, for help and messages.</summary>
    public const string Choices = "minmax, percentile:P (50 < P <= 100, for example percentile:99.99), moving-average:M (0 <= M < 1), mse, entropy or auto";

    /// <summary>What is used unless another method is asked for.</summary>
    public static CalibrationMethod Default { get; } = Parse("mse");

    /// <summary>From the least to the greatest element seen.</summary>
    public static CalibrationMethod MinMax { get; } = Parse("minmax");

    /// <param name="text">Name of the method, with its parameter after a colon where it takes one.</param>
    /// <exception cref="UserError">The text names no method, or its parameter is out of range.</exception>
    public static CalibrationMethod Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, parameter) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        return (name, parameter) switch
        {
            ("minmax", null) => new(name, new MinMaxMethod(), new()),
            ("mse", null) => new(name, new MseMethod(), new()),
            ("entropy", null) => new(name, new EntropyMethod(), new()),
            ("auto", null) => new(name, new AutoMethod(), new(HeldOutEvery: AutoMethod.HeldOutEvery)),
            ("percentile", null) => Percentile(text, "99.99"),
            ("percentile", _) => Percentile(text, parameter),
            ("moving-average", null) => MovingAverage(MovingAverageMethod.DefaultMomentum),
            ("moving-average", _) => MovingAverage(Momentum(text, parameter)),
            ("minmax" or "mse" or "entropy" or "auto", _) =>
                throw new UserError($"The calibration method '{text}': {name} takes no parameter; leave out ':{parameter}'."),
            _ => throw new UserError($"There is no calibration method '{text}'; choose {Choices}."),
        };
    }

    /// <summary>The range that this method gives a channel group, ready for the model file.</summary>
    /// <param name="levels">Number of values of its quantizer: 2^bits.</param>
    /// <param name="function">As <see cref="IRangeMethod.Choose"/>.</param>
    public ActivationRange Choose(GroupStatistics statistics, int levels, ActivationFunction? function = null) => RangeRounding.Round(
        statistics.Min == 0 && statistics.Max == 0 ? new(0, 0) : Rule.Choose(statistics, levels, function));

    private static CalibrationMethod Percentile(string text, string parameter)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(parameter, style, CultureInfo.InvariantCulture, out var percent) && percent is > 50 and <= 100
            ? new($"percentile:{percent.ToString("G29", CultureInfo.InvariantCulture)}", new PercentileMethod(percent), new())
            : throw new UserError(
                $"The calibration method '{text}': '{parameter}' is not a percentage above 50 and at most 100; write for example percentile:99.99.");
    }

    private static CalibrationMethod MovingAverage(double momentum) => new(
        $"moving-average:{momentum.ToString(CultureInfo.InvariantCulture)}", new MovingAverageMethod(), new(Momentum: momentum));

    private static double Momentum(string text, string parameter) =>
        double.TryParse(parameter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var momentum) && momentum is >= 0 and < 1
            ? momentum
            : throw new UserError(
                $"The calibration method '{text}': '{parameter}' is not a momentum from 0 to below 1; write for example moving-average:0.99.");
}
