using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// Packs all tensors between steps into one block: two tensors share memory when their lifetimes do not meet, and a step adds into
/// the residual stream in place where nobody reads the old values afterwards. Large buffers are placed first, each at the lowest
/// offset that is free, which for networks of repeated blocks finds the smallest block there is. What stays within bands of rows lies
/// together and at the same place in all passes: a thread that shares a pass needs memory of its own for it.
/// </summary>
static class ScratchAllocator
{
    /// <summary>Index of the "pass" that fills the quantized input.</summary>
    private const int EntryPass = -1;

    /// <summary>The buffers in order of first use, or null when they take more than an <see cref="int"/> can address.</summary>
    public static EquatableArray<ScratchBuffer>? Pack(Slot entry, EquatableArray<Pass> passes)
    {
        var placed = new List<(Region Region, long Offset)>();
        foreach (var region in Regions(entry, passes).OrderByDescending(region => region.Length).ThenBy(region => region.First))
        {
            var offset = LowestFreeOffset(region, placed);
            if (offset + region.Length > int.MaxValue - KernelFacts.Alignment)
            {
                return null;
            }

            placed.Add((region, offset));
        }

        return placed
            .SelectMany(place => place.Region.Uses.Select(
                use => new ScratchBuffer(use.Slot, (int)(place.Offset + use.Offset), (int)use.Length, use.First, use.Last)))
            .OrderBy(buffer => buffer.FirstPass)
            .ThenBy(buffer => buffer.Offset)
            .ToEquatableArray();
    }

    public static int Size(EquatableArray<ScratchBuffer> buffers) =>
        buffers.Max(buffer => buffer.Offset + buffer.Length);

    private static List<Region> Regions(Slot entry, EquatableArray<Pass> passes)
    {
        var regions = new List<Region> { new(new Use(entry, 0, BytesOf(entry.Layout.Bytes), EntryPass, LastRead(entry, passes))) };
        var bands = new Region();
        for (var i = 0; i < passes.Count; i++)
        {
            var pass = passes[i];
            var offset = 0L;
            foreach (var slot in pass.Internal)
            {
                var length = BytesOf(slot.Layout.Bytes / pass.Rows * pass.BandRows);
                bands.Uses.Add(new Use(slot, offset, length, i, i));
                offset += length;
            }

            foreach (var step in pass.Steps.Where(step => step.Output.Place == SlotPlace.Scratch && !pass.Internal.Contains(step.Output)))
            {
                var use = new Use(step.Output, 0, BytesOf(step.Output.Layout.Bytes), i, Math.Max(i, LastRead(step.Output, passes)));
                var overwritten = Overwritten(step, pass, i, passes);
                var region = overwritten is null ? null : regions.Find(region => region.Uses.Exists(other => other.Slot == overwritten));
                if (region is null)
                {
                    regions.Add(new Region(use));
                }
                else
                {
                    region.Uses.Add(use);
                }
            }
        }

        if (bands.Uses.Count > 0)
        {
            regions.Add(bands);
        }

        return regions;
    }

    /// <summary>The operand that a step writes over, where it may: of the same layout, and read by nothing after this very step.</summary>
    private static Slot? Overwritten(PlanStep step, Pass pass, int index, EquatableArray<Pass> passes)
    {
        var operand = step.Overwritable;
        return operand is { Place: SlotPlace.Scratch }
            && operand.Layout == step.Output.Layout
            && LastRead(operand, passes) == index
            && pass.Steps.Last(other => other.IsReading(operand)) == step
                ? operand
                : null;
    }

    private static int LastRead(Slot slot, EquatableArray<Pass> passes)
    {
        for (var i = passes.Count - 1; i >= 0; i--)
        {
            if (passes[i].Steps.Any(step => step.IsReading(slot)))
            {
                return i;
            }
        }

        return EntryPass;
    }

    private static long BytesOf(long bytes) => KernelFacts.RoundUp(bytes + KernelFacts.Slack, KernelFacts.Alignment);

    private static long LowestFreeOffset(Region wanted, List<(Region Region, long Offset)> placed)
    {
        var offset = 0L;
        foreach (var (other, start) in placed.Where(place => place.Region.Meets(wanted)).OrderBy(place => place.Offset))
        {
            if (offset + wanted.Length <= start)
            {
                break;
            }

            offset = Math.Max(offset, start + other.Length);
        }

        return offset;
    }

    /// <summary>A slot, where in its region it begins, the bytes that it takes, and the passes from and to which it is in use.</summary>
    private sealed record Use(Slot Slot, long Offset, long Length, int First, int Last);

    /// <summary>Memory that is placed as one: of a slot, of those that take it over one after another, or of what stays within bands.</summary>
    private sealed class Region(params Use[] uses)
    {
        public List<Use> Uses { get; } = [.. uses];

        public long Length => Uses.Max(use => use.Offset + use.Length);

        public int First => Uses[0].First;

        /// <summary>True when there is a pass in which both are in use.</summary>
        public bool Meets(Region other) => Uses.Exists(one => other.Uses.Exists(two => one.First <= two.Last && two.First <= one.Last));
    }
}
