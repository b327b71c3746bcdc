namespace QMlp.Calibrator.Planning;

/// <summary>Which layers get 4-bit weights first: those that cost the least output noise for each byte that they save.</summary>
static class PrecisionChoice
{
    /// <summary>The candidates in the order in which they are taken; those that save nothing are left out, equals keep their order.</summary>
    public static IReadOnlyList<LayerCost> Order(IEnumerable<LayerCost> candidates) =>
        [.. candidates.Where(layer => layer.Saved > 0).OrderBy(layer => Math.Max(layer.Noise, 0) / layer.Saved)];

    /// <summary>How many of the ordered layers save at least <paramref name="bytes"/> together; null where all of them do not.</summary>
    public static int? CountToSave(IReadOnlyList<LayerCost> ordered, long bytes)
    {
        var (count, saved) = (0, 0L);
        while (saved < bytes && count < ordered.Count)
        {
            saved += ordered[count++].Saved;
        }

        return saved >= bytes ? count : null;
    }

    /// <summary>
    /// The largest count from 0 to <paramref name="most"/> that is allowed, by halving: as many trials as the logarithm. What is allowed for a count
    /// is taken to be allowed for fewer; 0 is not tried.
    /// </summary>
    public static int LargestAllowed(int most, Func<int, bool> allowed)
    {
        var (least, tooMany) = (0, most + 1);
        while (least + 1 < tooMany)
        {
            var middle = (least + tooMany) / 2;
            (least, tooMany) = allowed(middle) ? (middle, tooMany) : (least, middle);
        }

        return least;
    }
}

/// <summary>What 4-bit weights of one layer bring and cost.</summary>
/// <param name="Noise">Noise of the network's output relative to the signal that they add, the layer alone; may be below 0 by chance.</param>
/// <param name="Saved">Bytes of the weight block.</param>
sealed record LayerCost(string Layer, double Noise, long Saved);
