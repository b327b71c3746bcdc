using System.Globalization;

namespace QMlp.Calibrator.Report;

/// <summary>How numbers are written for people; always with a point, whatever the machine's culture.</summary>
static class NumberText
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A fraction as a percentage; "-" where it is not known.</summary>
    public static string Percent(double? fraction) =>
        fraction is { } value ? (value * 100).ToString("F2", CultureInfo.InvariantCulture) + " %" : "-";

    /// <summary>Decibels; "equal" where there is no difference at all.</summary>
    public static string Decibels(double? value) => value switch
    {
        null => "-",
        double.PositiveInfinity => "equal",
        { } db => db.ToString("F1", CultureInfo.InvariantCulture) + " dB",
    };

    /// <summary>A difference of two fractions in percentage points, with its sign.</summary>
    public static string Points(double? difference) =>
        difference is { } value ? (Math.Round(value * 100, 2) + 0.0).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "-";

    /// <summary>A real number of any size to three digits.</summary>
    public static string Real(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e5 or < 1e-3 => value.ToString("0.0e0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>Bytes in the largest unit that leaves at least one.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F1} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):F2} MiB"),
    };

    /// <summary>A duration in the unit that suits it.</summary>
    public static string Microseconds(double value) => value switch
    {
        < 1000 => Real(value) + " us",
        < 1e6 => Real(value / 1000) + " ms",
        _ => Real(value / 1e6) + " s",
    };

    /// <summary>A number of operations: 4.92 M, 5.96 G.</summary>
    public static string Operations(long count) => count switch
    {
        < 1_000_000 => Count(count),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:F2} M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:F2} G"),
    };

    public static string Shape(IEnumerable<int> dims) => string.Join('x', dims.Select(dim => dim.ToString(CultureInfo.InvariantCulture)));
}
