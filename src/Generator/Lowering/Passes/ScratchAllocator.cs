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
        var live = new LiveRegions(passes.Count);
        foreach (var region in Regions(entry, passes).OrderByDescending(region => region.Length).ThenBy(region => region.First))
        {
            var offset = LowestFreeOffset(region, live);
            if (offset + region.Length > int.MaxValue - KernelFacts.Alignment)
            {
                return null;
            }

            placed.Add((region, offset));
            live.Add(region, offset);
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
        var readers = new Readers(passes);
        var regions = new List<Region> { new() };
        regions[0].Add(new Use(entry, 0, BytesOf(entry.Layout.Bytes), EntryPass, readers.Last(entry).Pass));
        var regionOf = new Dictionary<Slot, Region> { [entry] = regions[0] };
        var bands = new Region();
        for (var i = 0; i < passes.Count; i++)
        {
            var pass = passes[i];
            var offset = 0L;
            foreach (var slot in pass.Internal)
            {
                var length = BytesOf(slot.Layout.Bytes / pass.Rows * pass.BandRows);
                bands.Add(new Use(slot, offset, length, i, i));
                offset += length;
            }

            foreach (var step in pass.Steps.Where(step => step.Output.Place == SlotPlace.Scratch && !pass.Internal.Contains(step.Output)))
            {
                var use = new Use(step.Output, 0, BytesOf(step.Output.Layout.Bytes), i, Math.Max(i, readers.Last(step.Output).Pass));
                if (Overwritten(step, i, readers) is { } overwritten && regionOf.TryGetValue(overwritten, out var region))
                {
                    region.Add(use);
                }
                else
                {
                    regions.Add(region = new Region());
                    region.Add(use);
                }

                regionOf[step.Output] = region;
            }
        }

        if (bands.Uses.Count > 0)
        {
            regions.Add(bands);
        }

        return regions;
    }

    /// <summary>The operand that a step writes over, where it may: of the same layout, and read by nothing after this very step.</summary>
    private static Slot? Overwritten(PlanStep step, int index, Readers readers)
    {
        var operand = step.Overwritable;
        return operand is { Place: SlotPlace.Scratch }
            && operand.Layout == step.Output.Layout
            && readers.Last(operand) is var last
            && last.Pass == index
            && last.Step == step
                ? operand
                : null;
    }

    private static long BytesOf(long bytes) => KernelFacts.RoundUp(bytes + KernelFacts.Slack, KernelFacts.Alignment);

    private static long LowestFreeOffset(Region wanted, LiveRegions live)
    {
        var offset = 0L;
        foreach (var (other, start) in live.Beside(wanted).OrderBy(place => place.Offset))
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
    private sealed class Region
    {
        private readonly List<Use> _uses = [];

        public IReadOnlyList<Use> Uses => _uses;

        public long Length { get; private set; }

        public int First => _uses[0].First;

        public void Add(Use use)
        {
            _uses.Add(use);
            Length = Math.Max(Length, use.Offset + use.Length);
        }
    }

    /// <summary>The regions placed so far, by the passes in which they are in use: few at a time, however many there are in all.</summary>
    private sealed class LiveRegions(int passes)
    {
        private readonly List<(Region Region, long Offset)>?[] _live = new List<(Region Region, long Offset)>?[passes - EntryPass];

        public void Add(Region region, long offset)
        {
            foreach (var pass in Passes(region))
            {
                (_live[pass] ??= []).Add((region, offset));
            }
        }

        /// <summary>Those that are in use in a pass in which the region is.</summary>
        public IEnumerable<(Region Region, long Offset)> Beside(Region region) => Passes(region).SelectMany(pass => _live[pass] ?? []).Distinct();

        private static IEnumerable<int> Passes(Region region) => region.Uses
            .SelectMany(use => Enumerable.Range(use.First - EntryPass, use.Last - use.First + 1))
            .Distinct();
    }
}
