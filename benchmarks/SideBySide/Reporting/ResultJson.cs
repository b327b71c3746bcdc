using System.Text.Json;
using QMlp.Calibrator.Files;

namespace QMlp.SideBySide.Reporting;

/// <summary>The results for programs: an array of objects, one for each row of the table.</summary>
static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n" };

    public static void Write(string path, IEnumerable<Result> results) => AtomicFile.WriteText(path, JsonSerializer.Serialize(results.Select(result => new
    {
        result.Pairing.Model,
        result.Pairing.Bits,
        Opponent = result.Pairing.OpponentName,
        result.Pairing.Threads,
        result.Kernel,
        OursMs = result.Times.Ours * 1e3,
        TheirsMs = result.Times.Theirs * 1e3,
        result.Ratio,
        result.Gmacs,
        result.LimitFraction,
        result.Times.AllocatedBytes,
        result.OursPeakBytes,
        result.TheirsPeakBytes,
        // JSON has no infinity: equal outputs have no noise to speak of.
        SqnrDb = double.IsFinite(result.SqnrDb) ? result.SqnrDb : (double?)null,
        result.Steps,
    }), Options) + "\n");
}
