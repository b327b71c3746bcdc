using System.Globalization;
using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Pipeline;

/// <summary>
/// Calibrates under a <see cref="PrecisionBudget"/>: all layers at 8 bits, then as many at 4 as the bound asks for or allows, in the order of
/// what each costs by itself (<see cref="PrecisionChoice"/>).
/// </summary>
sealed class BudgetedCalibration
{
    /// <summary>Samples on which layers are judged.</summary>
    private const int SensitivitySamples = 64;

    private readonly CalibrationRequest _request;
    private readonly ObservedNetwork _observed;
    private readonly Func<QuantizedModel, double> _drop;
    private readonly IStageProgress _progress;
    private readonly CancellationToken _cancellation;

    private BudgetedCalibration(
        CalibrationRequest request, ObservedNetwork observed, Func<QuantizedModel, double> drop, IStageProgress progress, CancellationToken cancellation) =>
        (_request, _observed, _drop, _progress, _cancellation) = (request, observed, drop, progress, cancellation);

    private QuantizationSettings Settings => _observed.Transformed.Resolve(_request.Settings);

    /// <summary>Observes the network once, for all trials.</summary>
    /// <param name="drop">Measures by how many points the accuracy of a model is below the float one's; asked under a bound on accuracy alone.</param>
    /// <exception cref="FailedCheck">Not even 4-bit weights in every layer satisfy the bound on size, or 8-bit weights that on accuracy.</exception>
    /// <exception cref="UserError">The network, the data or the settings do not allow it.</exception>
    public static QuantizedNetwork Run(
        CalibrationRequest request, PrecisionBudget budget, Func<QuantizedModel, double> drop, IStageProgress progress,
        CancellationToken cancellation = default) =>
        new BudgetedCalibration(request, CalibrationPipeline.Observe(request, progress, cancellation), drop, progress, cancellation).Run(budget);

    private QuantizedNetwork Run(PrecisionBudget budget)
    {
        var (eight, four) = (Quantize(Settings with { WeightBits = 8 }), Quantize(Settings with { WeightBits = 4 }));
        var ordered = PrecisionChoice.Order(Costs(eight, four));
        var chosen = budget switch
        {
            SizeBudget size => WithinSize(size, ordered, eight, four),
            DropBudget points => WithinDrop(points, ordered, eight),
            _ => throw new InvalidOperationException(budget.GetType().Name),
        };
        return chosen with { Model = CalibrationProvenance.WithBudget(chosen.Model, budget) };
    }

    private QuantizedNetwork WithinSize(
        SizeBudget budget, IReadOnlyList<LayerCost> ordered, QuantizedNetwork eight, QuantizedNetwork four)
    {
        // Sections of the block are aligned and equal ones shared, so what layers save together may differ from the sum by a little.
        for (var count = PrecisionChoice.CountToSave(ordered, eight.Model.Weights.Length - budget.Bytes) ?? ordered.Count; count <= ordered.Count; count++)
        {
            var network = count == 0 ? eight : Quantize(WithFour(ordered, count));
            if (network.Model.Weights.Length <= budget.Bytes)
            {
                return network;
            }
        }

        throw new FailedCheck(
            $"The budget {budget.Text} cannot be met: with 4-bit weights wherever they are allowed the weight block takes {four.Model.Weights.Length} bytes, "
                + $"with 8-bit weights {eight.Model.Weights.Length}.");
    }

    private QuantizedNetwork WithinDrop(DropBudget budget, IReadOnlyList<LayerCost> ordered, QuantizedNetwork eight)
    {
        if (_drop(eight.Model) is var lost && lost > budget.Points)
        {
            throw new FailedCheck(string.Create(
                CultureInfo.InvariantCulture, $"The budget {budget.Text} cannot be met: 8-bit weights in every layer lose {lost:F2} points already."));
        }

        var best = eight;
        PrecisionChoice.LargestAllowed(ordered.Count, tried =>
        {
            var network = Quantize(WithFour(ordered, tried));
            var allowed = _drop(network.Model) <= budget.Points;
            best = allowed ? network : best;
            return allowed;
        });
        return best;
    }

    private QuantizationSettings WithFour(IReadOnlyList<LayerCost> ordered, int count) =>
        ordered.Take(count).Aggregate(Settings with { WeightBits = 8 }, (so, layer) => so.With(layer.Layer, new LayerSettings(WeightBits: 4)));

    private QuantizedNetwork Quantize(QuantizationSettings with) => CalibrationPipeline.Quantize(_request with { Settings = with }, _observed, _cancellation);

    /// <summary>Layers whose weights the settings leave open, with the difference that 4 bits make.</summary>
    private IEnumerable<LayerCost> Costs(QuantizedNetwork eight, QuantizedNetwork four)
    {
        var (ofEight, ofFour) = (Noise(eight), Noise(four));
        return eight.Model.Steps.OfType<LinearStep>()
            .Where(step => Settings.Of(step.Name)?.WeightBits is null)
            .Select(step => new LayerCost(
                step.Name, ofFour[step.Name] - ofEight[step.Name],
                Bytes(step) - Bytes(four.Model.Steps.OfType<LinearStep>().Single(other => other.Name == step.Name))));
    }

    /// <summary>Of each step alone: noise of the output relative to its signal.</summary>
    private Dictionary<string, double> Noise(QuantizedNetwork network)
    {
        var pair = new NetworkPair(network.Graph, network.Model, _request.Model.Onnx.FileName);
        using var few = new EvenSubset(_request.Samples, NetworkAnalyzer.AffordableSamples(pair, SensitivitySamples));
        var analysis = _progress.Track("Judging layers", fraction => NetworkAnalyzer.Analyze(pair, few, few.Count, fraction, _cancellation));
        return analysis.Steps.ToDictionary(step => step.Name, step => Math.Pow(10, -step.OutputSqnrDb / 10), StringComparer.Ordinal);
    }

    /// <summary>Sections that groups share count once.</summary>
    private static long Bytes(LinearStep step) => step.Groups
        .SelectMany(group => new[] { group.Weights.Data, group.Weights.ScaleGroups?.Multipliers ?? default })
        .Distinct()
        .Sum(section => (long)section.Length);
}
