using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// What a float network becomes: the tensors of the quantized network with their storage types, its steps in order, and the values
/// whose ranges calibration has to find. No number is in it: it follows from the graph and the settings alone.
/// </summary>
/// <param name="Tensors">The input first, then in the order in which the steps make them.</param>
/// <param name="Requests">One for each value that has a range, in order of first use.</param>
sealed record QuantizationPlan(
    FloatGraph Graph,
    QuantizationSettings Settings,
    PlannedTensor Input,
    IReadOnlyList<PlannedTensor> Tensors,
    IReadOnlyList<PlacedStep> Steps,
    PlannedTensor Output,
    IReadOnlyList<ObservationRequest> Requests)
{
    /// <summary>Whether weights of a layer are rounded here: those of a model that is quantized already are integers.</summary>
    public bool RoundsWeights => Graph.Nodes.OfType<LinearNode>().Any(node => node.Groups.Any(group => group.Integers is null));

    /// <summary>Whether the zero point of a tensor is chosen here, and not stated by the original model.</summary>
    public bool ChoosesZeroPoints => Tensors.Any(tensor => tensor.Type == ElementType.U8 && !Graph.Quantizers.ContainsKey(tensor.Observed));

    /// <summary>Plans the quantization of a network.</summary>
    /// <exception cref="UnsupportedModel">Nodes have no quantized form; it names all of them and says what would work.</exception>
    public static QuantizationPlan Create(FloatGraph graph, QuantizationSettings settings)
    {
        settings.Validate();
        return new PlanBuilder(graph, settings).Build();
    }

    /// <summary>
    /// Everything of a network that has no quantized form. A network that import did not understand in all its parts is judged as far as it goes:
    /// nothing is said of nodes beside those.
    /// </summary>
    public static IReadOnlyList<Refusal> Refusals(FloatGraph graph, QuantizationSettings settings) => new PlanBuilder(graph, settings).Refusals();
}
