using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>Reshapes of the logits are left out, since logits are a plain list.</summary>
sealed class ReshapeBehindOutput : IPlanRule
{
    /// <summary>The value that the network's output is a reshape of, or the output itself.</summary>
    public static Value OutputOf(FloatGraph graph)
    {
        var value = graph.Output;
        while (graph.Maker(value) is ReshapeNode reshape && graph.Maker(reshape.Input) is not null && graph.Readers(reshape.Input).Count == 1)
        {
            value = reshape.Input;
        }

        return value;
    }

    /// <summary>All that reads the output is such a reshape.</summary>
    public PlanClaim? Claim(PlanContext context, Node node)
    {
        var value = node.Output;
        while (context.Graph.Maker(value) is ReshapeNode reshape)
        {
            value = reshape.Input;
            if (value == context.Graph.Output)
            {
                return new PlanClaim([]);
            }
        }

        return null;
    }
}
