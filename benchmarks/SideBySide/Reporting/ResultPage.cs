using System.Globalization;
using System.Text;
using QMlp.Benchmarks;
using QMlp.SideBySide.Measuring;

namespace QMlp.SideBySide.Reporting;

/// <summary>The results as the tables of docs/performance.md.</summary>
static class ResultPage
{
    public static void Write(string path, IReadOnlyList<Result> results, Limit limit) =>
        MarkedSection.Replace(path, "benchmarks/SideBySide", Text(results, limit));

    private static string Text(IReadOnlyList<Result> results, Limit limit)
    {
        var text = new StringBuilder();
        text.Append("\n| model | bits | against | threads | kernel | ours, ms | theirs, ms | ratio | GMAC/s | of limit | bytes/call | MiB, ours / theirs |\n");
        text.Append("|---|---:|---|---:|---|---:|---:|---:|---:|---:|---:|---|\n");
        foreach (var result in results)
        {
            var pairing = result.Pairing;
            text.Append(CultureInfo.InvariantCulture, $"| {pairing.Model} | {pairing.Bits} | {pairing.OpponentName} | {pairing.Threads} | {result.Kernel} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Milliseconds(result.Times.Ours)} | {Milliseconds(result.Times.Theirs)} | {result.Ratio:F2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {result.Gmacs:F0} | {100 * result.LimitFraction:F0} % | {result.Times.AllocatedBytes:F0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Mebibytes(result.OursPeakBytes)} / {Mebibytes(result.TheirsPeakBytes)} |\n");
        }

        text.Append("\nLimit of the machine in the same run: ");
        text.AppendJoin("; ", limit.Threads.Select(threads => string.Create(
            CultureInfo.InvariantCulture, $"{threads} thread{(threads == 1 ? "" : "s")} {limit.Gmacs(threads):F0} GMAC/s")));
        text.Append(".\n");
        return text.ToString();
    }

    private static string Milliseconds(double seconds) => (seconds * 1e3).ToString(seconds < 1e-3 ? "F4" : "F2", CultureInfo.InvariantCulture);

    private static string Mebibytes(long? bytes) => bytes is { } value ? (value / 1048576.0).ToString("F0", CultureInfo.InvariantCulture) : "-";
}
