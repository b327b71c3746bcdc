using System.Diagnostics;

namespace QMlp.SideBySide.Measuring;

/// <param name="Ours">Median time of one call, in seconds.</param>
/// <param name="AllocatedBytes">What one call of ours allocates on the managed heap.</param>
sealed record DuelTimes(double Ours, double Theirs, double AllocatedBytes);

/// <summary>Two contestants in turn, A B A B ..., so that whatever disturbs the machine disturbs both.</summary>
static class Duel
{
    /// <summary>A reading covers at least this time, so that the clock and the turn itself cost nothing; short calls are repeated.</summary>
    private const double ReadingSeconds = 0.002;

    /// <summary>Long enough for the JIT's last tier, which is compiled in the background.</summary>
    private const double WarmUpSeconds = 0.6;

    private const int FewestRounds = 11;

    public static DuelTimes Measure(IContestant ours, IContestant theirs, double seconds)
    {
        WarmUp(ours);
        WarmUp(theirs);
        var (ourCalls, theirCalls) = (CallsOfAReading(ours), CallsOfAReading(theirs));
        List<double> ourTimes = [], theirTimes = [];
        var begin = Stopwatch.GetTimestamp();
        while (ourTimes.Count < FewestRounds || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
        {
            ourTimes.Add(Read(ours, ourCalls));
            theirTimes.Add(Read(theirs, theirCalls));
        }

        return new DuelTimes(Median(ourTimes), Median(theirTimes), Allocations(ours));
    }

    private static void WarmUp(IContestant contestant)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var calls = 0; calls < 5 || Stopwatch.GetElapsedTime(begin).TotalSeconds < WarmUpSeconds; calls++)
        {
            contestant.Run();
        }
    }

    private static int CallsOfAReading(IContestant contestant) => (int)Math.Ceiling(ReadingSeconds / Math.Max(Read(contestant, 3), 1e-7));

    private static double Read(IContestant contestant, int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            contestant.Run();
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds / calls;
    }

    private static double Allocations(IContestant contestant)
    {
        const int Calls = 10;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            contestant.Run();
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
