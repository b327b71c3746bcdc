using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Decides for each matrix how many quads of products sums of 16 bits shall hold, makes its weights fit, and keeps account of what that cost.
/// </summary>
sealed class Accumulation(QuantizationSettings settings)
{
    /// <summary>
    /// What may be added to the noise of a layer's weights unasked: 1 dB. Rounding leaves 8-bit weights an SQNR of about 44 dB and 7-bit activations
    /// one of about 38, so that the layer's output loses a quarter of a decibel.
    /// </summary>
    private const double CheapNoise = 1.26;

    private readonly List<LayerAccumulation> _fitted = [];

    /// <summary>The layers whose weights were changed, in the order of the network.</summary>
    public IReadOnlyList<LayerAccumulation> Fitted => _fitted;

    /// <param name="rounded">What the settings' rounding made of <paramref name="weights"/>.</param>
    /// <param name="inputMax">Largest value of an input.</param>
    public QuantizedWeights Fit(WeightsToRound weights, QuantizedWeights rounded, int inputMax, CancellationToken cancellation = default)
    {
        // Eight quads hold any 4-bit weights, but for those in groups, which are left as they are.
        if (weights.Bits != 8)
        {
            return rounded;
        }

        var proved = SaturationCertificate.Compute(rounded.Values, weights.Rows, weights.Depth, inputMax);
        var asked = settings.Accumulate is not null && inputMax < 1 << settings.ActivationBits;
        int[] candidates = asked ? [settings.Accumulate!.Value] : settings.Accumulate is null && settings.ActivationBits == 8 ? [] : [4, 2, 1];
        foreach (var quads in candidates.Where(quads => quads > proved))
        {
            var fit = AccumulatorFit.Make(settings.Rounding, weights, rounded, inputMax, quads, cancellation);
            if (asked || fit.Noise <= CheapNoise * fit.NoiseBefore)
            {
                _fitted.Add(new LayerAccumulation(weights.Node, quads, fit));
                return fit.Weights;
            }
        }

        return rounded;
    }
}

/// <summary>A layer, or one group of its columns, whose weights were changed so that sums of 16 bits hold the products of so many quads.</summary>
sealed record LayerAccumulation(string Layer, int Quads, AccumulatorFit Fit);
