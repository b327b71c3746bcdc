using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>An affine map that alone reads a mean is computed with it.</summary>
sealed class AffineBehindMean : IPlanRule
{
    public PlanClaim? Claim(PlanContext context, Node node) =>
        node is AffineNode affine
        && context.Graph.OnlyReader(affine.Input) == affine
        && context.MakerOf(affine.Input) is PlannedMean { Affine: null } mean
            ? new([mean with { Affine = affine, Output = affine.Output }], mean)
            : null;
}
