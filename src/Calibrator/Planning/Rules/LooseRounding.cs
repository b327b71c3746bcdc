using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>A rounding of the original model, of a value that is not rounded where it is made, is a rescaling to those integers.</summary>
sealed class LooseRounding : IPlanRule
{
    public PlanClaim? Claim(PlanContext context, Node node) =>
        node is ActivationNode activation && context.RoundsLoosely(activation) ? new([PlannedRescale.Of(activation)]) : null;
}
