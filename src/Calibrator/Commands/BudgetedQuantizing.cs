using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary>
/// Quantizes under a <see cref="PrecisionBudget"/>: all layers at 8 bits, then as many at 4 as the bound asks for or allows, in the order of
/// what each costs by itself (<see cref="PrecisionChoice"/>).
/// </summary>
/// <param name="observed">The network, observed once for all trials.</param>
sealed class BudgetedQuantizing(
    OnnxModel onnx, ISampleSource source, ObservedNetwork observed, QuantizationSettings settings, CalibrationMethod method, Terminal terminal)
{
    /// <summary>Samples on which layers are judged.</summary>
    private const int SensitivitySamples = 64;
    /// <param name="drop">Measures by how many points the accuracy of a model is below the float one's.</param>
    /// <exception cref="UserError">Not even 4-bit weights in every layer satisfy the bound on size, or 8-bit weights that on accuracy.</exception>
    public QuantizedNetwork Run(PrecisionBudget budget, Func<QuantizedModel, double> drop)
    {
        var (eight, four) = (Quantize(settings with { WeightBits = 8 }), Quantize(settings with { WeightBits = 4 }));
        var ordered = PrecisionChoice.Order(Costs(eight, four));
        var chosen = budget switch
        {
            SizeBudget size => WithinSize(size, ordered, eight, four),
            DropBudget points => WithinDrop(points, ordered, eight, drop),
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

        throw new UserError(
            $"The budget {budget.Text} cannot be met: with 4-bit weights wherever they are allowed the weight block takes {four.Model.Weights.Length} bytes, with 8-bit weights {eight.Model.Weights.Length}.");
    }

    private QuantizedNetwork WithinDrop(
        DropBudget budget, IReadOnlyList<LayerCost> ordered, QuantizedNetwork eight, Func<QuantizedModel, double> drop)
    {
        if (drop(eight.Model) is var lost && lost > budget.Points)
        {
            throw new UserError(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The budget {budget.Text} cannot be met: 8-bit weights in every layer lose {lost:F2} points already."));
        }

        var best = eight;
        PrecisionChoice.LargestAllowed(ordered.Count, tried =>
        {
            var network = Quantize(WithFour(ordered, tried));
            var allowed = drop(network.Model) <= budget.Points;
            best = allowed ? network : best;
            return allowed;
        });
        return best;
    }

    private QuantizationSettings WithFour(IReadOnlyList<LayerCost> ordered, int count) =>
        ordered.Take(count).Aggregate(settings with { WeightBits = 8 }, (so, layer) => so.With(layer.Layer, new LayerSettings(WeightBits: 4)));

    private QuantizedNetwork Quantize(QuantizationSettings with) => Quantizing.Finish(onnx, source, observed, with, method);

    /// <summary>Layers whose weights the settings leave open, with the difference that 4 bits make.</summary>
    private IEnumerable<LayerCost> Costs(QuantizedNetwork eight, QuantizedNetwork four)
    {
        var (ofEight, ofFour) = (Noise(eight), Noise(four));
        return eight.Model.Steps.OfType<LinearStep>()
            .Where(step => settings.Of(step.Name)?.WeightBits is null)
            .Select(step => new LayerCost(
                step.Name, ofFour[step.Name] - ofEight[step.Name], Bytes(step) - Bytes(four.Model.Steps.OfType<LinearStep>().Single(other => other.Name == step.Name))));
    }

    /// <summary>Of each step alone: noise of the output relative to its signal.</summary>
    private Dictionary<string, double> Noise(QuantizedNetwork network)
    {
        var pair = new NetworkPair(network.Graph, network.Model, onnx.FileName);
        using var few = new EvenSubset(source, NetworkAnalyzer.AffordableSamples(pair, SensitivitySamples));
        var analysis = terminal.Track("Judging layers", progress => NetworkAnalyzer.Analyze(pair, few, few.Count, progress));
        return analysis.Steps.ToDictionary(step => step.Name, step => Math.Pow(10, -step.OutputSqnrDb / 10), StringComparer.Ordinal);
    }

    /// <summary>Sections that groups share count once.</summary>
    private static long Bytes(LinearStep step) => step.Groups
        .SelectMany(group => new[] { group.Weights.Data, group.Weights.ScaleGroups?.Multipliers ?? default })
        .Distinct()
        .Sum(section => (long)section.Length);
}
