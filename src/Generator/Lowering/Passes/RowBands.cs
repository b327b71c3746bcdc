using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// Runs steps that work row by row together: norm, first and second linear layer of a channel-mixing MLP take a band of rows through
/// all three before the next band begins, so that the wide hidden activations stay in cache and need memory for one band only.
/// </summary>
sealed class RowBands : IMemoryPass
{
    /// <summary>
    /// Bytes of activations between the steps of a band: the part of a second-level cache of 1 MB that leaves room for the weights passing
    /// by. Smaller bands read the weights more often: the products of Mixer-B/16 took 2.7 % longer by 56 rows than by 112, and as much
    /// longer by all 196, whose hidden activations take most of that cache.
    /// </summary>
    private const int BandBytes = 448 * 1024;

    /// <summary>
    /// Bands end where blocks of 4, 7, 14 and 28 rows end: 14 is the largest block of the fastest tier, whose remainders cost most, and
    /// an interleaved output wants multiples of 4.
    /// </summary>
    private const int RowMultiple = 28;

    public IReadOnlyList<Pass> Apply(IReadOnlyList<Pass> passes, UniqueNames names)
    {
        var steps = passes.SelectMany(pass => pass.Steps).ToList();
        var readers = new Readers(passes);
        var banded = new List<Pass>();
        for (var first = 0; first < steps.Count;)
        {
            var count = ChainLength(steps, first, readers);
            banded.Add(count == 1 ? Pass.Of(steps[first]) : Banded(steps.Skip(first).Take(count).ToEquatableArray(), names));
            first += count;
        }

        return banded;
    }

    /// <summary>Number of steps from <paramref name="first"/> on of which each reads, by rows, what the one before it wrote for it alone.</summary>
    private static int ChainLength(IReadOnlyList<PlanStep> steps, int first, Readers readers)
    {
        var rows = steps[first].IndependentRows;
        var last = first;
        while (rows > 1
            && last + 1 < steps.Count
            && steps[last + 1].IndependentRows == rows
            && steps[last].Output.Place == SlotPlace.Scratch
            && steps[last + 1].IsReading(steps[last].Output)
            && readers.Steps(steps[last].Output) == 1)
        {
            last++;
        }

        return last - first + 1;
    }

    private static Pass Banded(EquatableArray<PlanStep> steps, UniqueNames names)
    {
        var rows = steps[0].IndependentRows;
        var bytesPerRow = steps.Take(steps.Count - 1).Sum(step => step.Output.Layout.Bytes) / rows;
        var wanted = (int)Math.Min(rows, Math.Max(RowMultiple, BandBytes / Math.Max(1, bytesPerRow)));
        var bands = (rows + wanted - 1) / wanted;
        var bandRows = Math.Min(rows, KernelFacts.RoundUp((rows + bands - 1) / bands, RowMultiple));
        var name = steps[0].Name + " to " + steps[steps.Count - 1].Name;
        return new Pass(name, names.Take(steps[0].Method + "To" + steps[steps.Count - 1].Method), steps, rows, bandRows);
    }
}
