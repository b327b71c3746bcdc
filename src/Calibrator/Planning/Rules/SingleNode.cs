using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>The rule of nodes that become one step each, whatever stands around them.</summary>
sealed class SingleNode<TNode>(Func<TNode, PlannedStep> step) : IPlanRule
    where TNode : Node
{
    public PlanClaim? Claim(PlanContext context, Node node) => node is TNode typed ? new([step(typed)]) : null;
}
