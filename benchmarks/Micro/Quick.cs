using System.Diagnostics;
using QMlp.Runtime;

namespace QMlp.Benchmarks.Micro;

/// <summary>
/// <c>--quick [tier [step]]</c>: limits of the machine and every step on every tier in some seconds, best of several runs. For tuning; BenchmarkDotNet
/// is what figures are quoted from.
/// </summary>
static class Quick
{
    private const double Macs1 = (double)Layers.Tokens * Layers.Channels * Layers.Hidden;
    private const double MacsPatches = (double)Layers.Tokens * Layers.Channels * 768;
    private const double MacsTokens = (double)Layers.Tokens * Layers.Tokens * Layers.Channels;

    /// <summary>Part of the names of the steps to run.</summary>
    private static string _step = "";

    /// <param name="filter">Name of a tier, or nothing for all of them.</param>
    /// <param name="step">Part of the names of the steps to run, or nothing for all of them and the limits of the machine.</param>
    public static void Run(string filter, string step)
    {
        _step = step;
        if (step.Length == 0)
        {
            foreach (var (name, gmacs) in Probe.Measure())
            {
                Console.WriteLine($"limit {gmacs,6:F0} GMAC/s  {name}");
            }
        }

        Tier<Vector128Tier>(filter);
        Tier<Avx2Tier>(filter);
        Tier<Avx512Tier>(filter);
        Tier<AvxVnniTier>(filter);
        Tier<Avx512VnniTier>(filter);
    }

    private static void Tier<TTier>(string filter)
        where TTier : struct, ITier
    {
        if (!TTier.IsSupported || (filter.Length > 0 && TTier.Name != filter))
        {
            return;
        }

        using var layers = new Layers();
        using var network = new Layers { ManyMatrices = true };
        foreach (var bits in (int[])[8, 4])
        {
            foreach (var certificate in bits == 4 ? (int[])[8] : TTier.Name.Contains("vnni", StringComparison.Ordinal) ? [0, 2] : [0, 1, 2, 4])
            {
                var weights = bits == 4 ? "4-bit" : $"8-bit, certificate {certificate}";
                Report<TTier>($"fc1, clamp, {weights}", Macs1, () => layers.Fc1<TTier>(certificate, bits, table: false));
                Report<TTier>($"fc1, table, {weights}", Macs1, () => layers.Fc1<TTier>(certificate, bits, table: true));
                Report<TTier>($"fc2, residual, {weights}", Macs1, () => layers.Fc2<TTier>(certificate, bits));
                Report<TTier>($"tokens, residual, {weights}", MacsTokens, () => layers.TokenMixing<TTier>(certificate, bits));
                Report<TTier>($"fc1, table, {weights}, 48 matrices in turn", Macs1, () => network.Fc1<TTier>(certificate, bits, table: true));
                Report<TTier>($"fc2, residual, {weights}, 48 matrices in turn", Macs1, () => network.Fc2<TTier>(certificate, bits));
                if (bits == 8)
                {
                    Report<TTier>($"patch embedding, {weights}", MacsPatches, () => layers.Patches<TTier>(certificate));
                    Report<TTier>($"patches cut, then embedded, {weights}", MacsPatches, () => layers.CutPatches<TTier>(certificate));
                }

                Report<TTier>($"784 to 128, one row, {weights}", 784 * 128, () => layers.Row<TTier>(certificate, bits));
            }
        }

        Report<TTier>("norm, interleaved", 0, layers.NormInterleaved<TTier>);
        Report<TTier>("norm, rows", 0, layers.NormRows<TTier>);
        Report<TTier>("table, 300 KB", 0, layers.Lookup<TTier>);
        Report<TTier>("mean", 0, layers.MeanTokens<TTier>);
        Report<TTier>("rescale, rows", 0, layers.RescaleRows<TTier>);
        Report<TTier>("rescale, interleaved", 0, layers.RescaleInterleaved<TTier>);
        Report<TTier>("multiply, rows", 0, layers.MultiplyRows<TTier>);
        Report<TTier>("multiply, interleaved", 0, layers.MultiplyInterleaved<TTier>);
    }

    private static void Report<TTier>(string name, double macs, Action step)
        where TTier : struct, ITier
    {
        if (!name.Contains(_step, StringComparison.Ordinal))
        {
            return;
        }

        var best = double.MaxValue;
        step();
        var start = Stopwatch.GetTimestamp();
        step();
        var repeats = (int)Math.Clamp(0.001 / Stopwatch.GetElapsedTime(start).TotalSeconds, 1, 100_000);
        for (var run = 0; run < 60; run++)
        {
            start = Stopwatch.GetTimestamp();
            for (var i = 0; i < repeats; i++)
            {
                step();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / repeats);
        }

        var rate = macs > 0 ? $"{macs / best / 1e9,6:F0} GMAC/s" : "             ";
        Console.WriteLine($"{TTier.Name,-10} {best * 1e6,9:F2} us {rate}  {name}");
    }
}
