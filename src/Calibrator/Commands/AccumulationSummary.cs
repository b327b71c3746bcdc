using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Report;

namespace QMlp.Calibrator.Commands;

/// <summary>What weights that fit sums of 16 bits cost, layer by layer and altogether.</summary>
static class AccumulationSummary
{
    /// <summary>Null where no layer was changed.</summary>
    public static AccumulationReport? Of(IReadOnlyList<LayerAccumulation> fitted)
    {
        if (fitted.Count == 0)
        {
            return null;
        }

        // Relative noise of each matrix counts alike, whatever the scale of its weights.
        var layers = fitted.GroupBy(layer => layer.Layer, StringComparer.Ordinal).Select(group => new AccumulatingLayer(
            group.Key,
            group.Min(layer => layer.Quads),
            group.Sum(layer => layer.Fit.Moved),
            group.Sum(layer => layer.Fit.Coarser),
            Decibels(group.Average(layer => layer.Fit.Noise / layer.Fit.Signal)),
            Decibels(group.Average(layer => layer.Fit.NoiseBefore / layer.Fit.Signal))));
        return new AccumulationReport(
            [.. layers],
            fitted.Sum(layer => (long)layer.Fit.Moved),
            fitted.Sum(layer => (long)layer.Fit.Coarser),
            Decibels(fitted.Average(layer => layer.Fit.Noise / layer.Fit.Signal)),
            Decibels(fitted.Average(layer => layer.Fit.NoiseBefore / layer.Fit.Signal)));
    }

    private static double Decibels(double relativeNoise) => -10 * Math.Log10(relativeNoise);
}
