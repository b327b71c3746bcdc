using System.Globalization;

namespace StartUp;

/// <summary>What both programs tell the one that measures them: a line when the first logits are there, then the peak of the resident set.</summary>
static class FirstLogits
{
    public static void Tell(float[] logits)
    {
        Console.Out.WriteLine(logits[0].ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
        const string Status = "/proc/self/status";
        var peak = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        Console.Out.WriteLine(peak?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1] ?? "0");
    }
}
