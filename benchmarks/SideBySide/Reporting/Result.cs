using System.Globalization;
using QMlp.SideBySide.Measuring;

namespace QMlp.SideBySide.Reporting;

/// <summary>One measured row.</summary>
/// <param name="Kernel">Tier that ours ran.</param>
/// <param name="Macs">Multiply-accumulates of one sample.</param>
/// <param name="LimitGmacs">What the machine's dot products could do around the measurement, on as many threads; 0 where that is not known.</param>
/// <param name="SqnrDb">Agreement of the two outputs on the measured sample, theirs as the signal.</param>
/// <param name="OursPeakBytes">Peak resident memory of a process that runs this side alone; null where it was not measured.</param>
/// <param name="Steps">Time of each step of ours; empty where it was not measured.</param>
sealed record Result(
    Pairing Pairing,
    string Kernel,
    DuelTimes Times,
    long Macs,
    double LimitGmacs,
    double SqnrDb,
    long? OursPeakBytes,
    long? TheirsPeakBytes,
    IReadOnlyList<StepTime> Steps)
{
    public double Ratio => Times.Ours / Times.Theirs;

    public double Gmacs => Macs / Times.Ours / 1e9;

    public double LimitFraction => LimitGmacs > 0 ? Gmacs / LimitGmacs : 0;

    public string Line() => string.Create(
        CultureInfo.InvariantCulture, $"{Pairing.Title}: {Times.Ours * 1e3:F4} ms against {Times.Theirs * 1e3:F4} ms, ratio {Ratio:F3}");
}
