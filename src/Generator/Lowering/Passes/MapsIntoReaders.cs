using QMlp.Generator.Naming;

namespace QMlp.Generator.Lowering;

/// <summary>
/// A step that only moves values goes where the step behind it is their only reader and can read them where they are: patches of an image
/// are then multiplied straight from the caller's pixels.
/// </summary>
sealed class MapsIntoReaders : IMemoryPass
{
    public IReadOnlyList<Pass> Apply(IReadOnlyList<Pass> passes, UniqueNames names)
    {
        var readers = new Readers(passes);
        var merged = new List<Pass>();
        for (var i = 0; i < passes.Count; i++)
        {
            if (i + 1 < passes.Count && Merge(readers, passes[i], passes[i + 1]) is { } step)
            {
                merged.Add(Pass.Of(step));
                i++;
            }
            else
            {
                merged.Add(passes[i]);
            }
        }

        return merged;
    }

    /// <summary>The reader without its mover, or null where they stay two.</summary>
    private static PlanStep? Merge(Readers readers, Pass move, Pass read)
    {
        var (mover, reader) = (move.Steps[0], read.Steps[0]);
        return !move.IsBanded && !read.IsBanded && mover.Moved is { } source && readers.Passes(mover.Output) == 1 && reader.IsReading(mover.Output)
            ? reader.ReadThrough(mover.Output, source)
            : null;
    }
}
