namespace QMlp.Calibrator.Report;

/// <summary>What it cost that sums of 16 bits hold the products of several quads in layers whose weights would not have allowed it.</summary>
/// <param name="MovedWeights">Weights that are not what rounding with the scale of their channel made them.</param>
/// <param name="CoarserChannels">Output channels whose weights have a coarser scale.</param>
/// <param name="SqnrDb">Of the weights of these layers.</param>
/// <param name="SqnrBeforeDb">The same before they were changed.</param>
sealed record AccumulationReport(
    IReadOnlyList<AccumulatingLayer> Layers, long MovedWeights, long CoarserChannels, double SqnrDb, double SqnrBeforeDb)
{
    /// <summary>One sentence for people.</summary>
    public string Sentence()
    {
        var layers = string.Join(", ", Layers
            .GroupBy(layer => layer.Quads)
            .OrderByDescending(group => group.Key)
            .Select(group => $"{Number(group.Key, "quad")} in {Number(group.Count(), "layer")}"));
        return $"sums of 16 bits hold {layers}: for that {NumberText.Count(MovedWeights)} weights moved and {NumberText.Count(CoarserChannels)} channels "
            + $"have a coarser scale, SQNR of the weights {NumberText.Decibels(SqnrDb)} instead of {NumberText.Decibels(SqnrBeforeDb)}";
    }

    private static string Number(int count, string what) => $"{NumberText.Count(count)} {what}{(count == 1 ? "" : "s")}";
}

/// <param name="Quads">Quads of inputs whose products sums of 16 bits hold.</param>
sealed record AccumulatingLayer(string Layer, int Quads, int MovedWeights, int CoarserChannels, double SqnrDb, double SqnrBeforeDb);
