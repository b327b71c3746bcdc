using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Quantization;

/// <summary>Builds a <see cref="QuantizationPlan"/>.</summary>
sealed class PlanBuilder(FloatGraph graph, QuantizationSettings settings)
{
    public QuantizationPlan Build() => throw new NotImplementedException($"{graph.Name} {settings.WeightBits}");
}
