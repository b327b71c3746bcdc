using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>A mean that alone reads an affine map's result takes the map with it.</summary>
sealed class MeanBehindAffine : IPlanRule
{
    public PlanClaim? Claim(PlanContext context, Node node) =>
        node is MeanNode mean
        && context.Graph.OnlyReader(mean.Input) == mean
        && context.MakerOf(mean.Input) is PlannedRescale { Affine: { } affine } rescale
            ? new([new PlannedMean(mean, affine, affine.Input, mean.Output)], rescale)
            : null;
}
