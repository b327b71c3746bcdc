using System.Globalization;
using QMlp.SideBySide.Measuring;
using Spectre.Console;

namespace QMlp.SideBySide.Reporting;

/// <summary>The results for people.</summary>
static class ResultTable
{
    public static void Write(IReadOnlyList<Result> results, Limit limit)
    {
        var table = new Table().Border(TableBorder.Minimal);
        table.AddColumn("model").AddColumn("against").AddColumn("kernel");
        foreach (var heading in (string[])
        [
            "bits", "threads", "ours ms", "theirs ms", "ratio", "GMAC/s", "of limit", "bytes/call", "ours MiB", "theirs MiB", "SQNR dB",
        ])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var result in results)
        {
            var pairing = result.Pairing;
            table.AddRow(
                pairing.Model, pairing.OpponentName, result.Kernel, $"{pairing.Bits}", $"{pairing.Threads}",
                Milliseconds(result.Times.Ours), Milliseconds(result.Times.Theirs), Number(result.Ratio, "F3"), Number(result.Gmacs, "F1"),
                Number(100 * result.LimitFraction, "F0") + " %", Number(result.Times.AllocatedBytes, "F0"),
                Mebibytes(result.OursPeakBytes), Mebibytes(result.TheirsPeakBytes), Number(result.SqnrDb, "F1"));
        }

        AnsiConsole.Write(table);
        foreach (var threads in limit.Threads)
        {
            AnsiConsole.WriteLine($"limit of this machine, {threads} thread{(threads == 1 ? "" : "s")}: {Number(limit.Gmacs(threads), "F0")} GMAC/s");
        }

        foreach (var result in results.Where(result => result.Steps.Count > 0).DistinctBy(result => (result.Pairing.Model, result.Pairing.Bits, result.Kernel)))
        {
            WriteSteps(result);
        }
    }

    /// <summary>The steps that take the longest, those of equal cost (the same layer of every block) under one name.</summary>
    private static void WriteSteps(Result result)
    {
        const int Shown = 8;
        var total = result.Steps.Sum(step => step.Ms);
        AnsiConsole.WriteLine($"\n{result.Pairing.Model}, {result.Pairing.Bits} bits, {result.Kernel}: {Number(total, "F3")} ms in its steps");
        var kinds = result.Steps.GroupBy(step => LayerPattern.Of(step.Name))
            .Select(group => (group.Key, Count: group.Count(), Ms: group.Sum(step => step.Ms), Macs: group.Sum(step => step.Macs)));
        foreach (var kind in kinds.OrderByDescending(kind => kind.Ms).Take(Shown))
        {
            var rate = kind.Macs > 0 ? $", {Number(kind.Macs / kind.Ms / 1e6, "F0")} GMAC/s" : "";
            AnsiConsole.WriteLine($"  {Number(kind.Ms, "F3"),9} ms {Number(100 * kind.Ms / total, "F1"),5} %  {kind.Key} ({kind.Count}){rate}");
        }
    }

    private static string Milliseconds(double seconds) => Number(seconds * 1e3, seconds < 1e-3 ? "F4" : "F2");

    private static string Mebibytes(long? bytes) => bytes is { } value ? Number(value / 1048576.0, "F1") : "-";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
