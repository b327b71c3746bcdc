using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// One way in which nodes of the float network become quantized steps. Nodes are offered in the network's order, so that all that a node reads has its
/// steps already: a rule gives the node a step of its own, or makes it part of the step before it.
/// </summary>
interface IPlanRule
{
    /// <returns>What becomes of the node, and of those before it that the rule takes with it; null where the rule does not apply.</returns>
    /// <exception cref="UserError">The rule applies, but the node cannot be quantized.</exception>
    PlanClaim? Claim(PlanContext context, Node node);
}

/// <summary>What a rule makes of a node.</summary>
/// <param name="Steps">The new steps; none where the node is left out.</param>
/// <param name="InPlaceOf">A step that the new ones contain, so that it goes; null where there is none.</param>
sealed record PlanClaim(IReadOnlyList<PlannedStep> Steps, PlannedStep? InPlaceOf = null);
