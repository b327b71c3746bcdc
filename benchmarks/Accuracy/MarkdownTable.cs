using System.Globalization;

namespace QMlp.Accuracy;

/// <summary>The rows of one model as a table of docs/accuracy.md.</summary>
static class MarkdownTable
{
    public static void Write(TextWriter output, IReadOnlyList<Row> rows)
    {
        output.Write($"\n### {rows[0].Model}\n\n");
        output.Write($"{rows[0].Samples.ToString("N0", CultureInfo.InvariantCulture)} test images.\n\n");
        output.Write(
            "| bits | setting | top-1 % | 95 % interval | drop, points | agreement % | output SQNR, dB | KiB |\n|---|---|---:|---|---:|---:|---:|---:|\n");
        foreach (var row in rows)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture,
                $"| {row.Group} | {row.Setting} | {row.Top1 * 100:F2} | {row.Low * 100:F2} to {row.High * 100:F2} | "
                    + $"{(row.Options.Length == 0 ? "" : (row.Drop + 0.0).ToString("F2", CultureInfo.InvariantCulture))} | {row.Agreement * 100:F2} | "
                    + $"{(double.IsFinite(row.SqnrDb) ? row.SqnrDb.ToString("F1", CultureInfo.InvariantCulture) : "")} | {row.Bytes / 1024.0:F0} |\n"));
        }
    }
}
