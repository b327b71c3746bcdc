using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>A float network on its way to quantized steps: what rules look at.</summary>
sealed class PlanContext
{
    private readonly Dictionary<Value, PlannedStep> _makers = [];

    public PlanContext(FloatGraph graph)
    {
        Graph = graph with { Output = ReshapeBehindOutput.OutputOf(graph) };
        Refusals = new RefusalList(Graph);
    }

    /// <summary>The network without the reshapes behind its output.</summary>
    public FloatGraph Graph { get; }

    /// <summary>The steps so far, in the order in which the network makes their results.</summary>
    public IReadOnlyList<PlannedStep> Steps => [.. _makers.Values.OrderBy(step => Graph.Position(step.Output))];

    /// <summary>What cannot be quantized.</summary>
    public RefusalList Refusals { get; }

    /// <summary>The step so far that makes a value; null where there is none.</summary>
    public PlannedStep? MakerOf(Value value) => _makers.GetValueOrDefault(value);

    /// <summary>The quantizers that the original model states for a value; null where it states none.</summary>
    public IReadOnlyList<RoundingFunction>? QuantizersOf(Value value) => Graph.Quantizers.GetValueOrDefault(value);

    /// <summary>Whether the original model rounds a value to integers, and another one to the same.</summary>
    public bool AreRoundedAlike(Value one, Value other) =>
        QuantizersOf(one) is { } before && QuantizersOf(other) is { } after && before.SequenceEqual(after);

    /// <summary>Whether a node rounds what has no integers yet: no function of integers, so no table.</summary>
    public bool RoundsLoosely(ActivationNode node) =>
        node.Functions.All(function => function is RoundingFunction) && QuantizersOf(node.Input) is null;

    /// <summary>The name, with underscores behind it where a node has it already.</summary>
    public string UniqueName(string name)
    {
        while (Graph.Nodes.Any(node => node.Name == name))
        {
            name += "_";
        }

        return name;
    }

    public void Apply(PlanClaim claim)
    {
        if (claim.InPlaceOf is { } gone)
        {
            _makers.Remove(gone.Output);
        }

        foreach (var step in claim.Steps)
        {
            _makers.Add(step.Output, step);
        }
    }
}
