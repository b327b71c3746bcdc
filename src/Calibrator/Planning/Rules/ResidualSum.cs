using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// A sum is computed in the step of a linear layer that makes one of its operands for it alone. Of two such layers it is the later one: the other
/// operand is then there already.
/// </summary>
sealed class ResidualSum : IPlanRule
{
    public PlanClaim? Claim(PlanContext context, Node node)
    {
        if (node is not AddNode add)
        {
            return null;
        }

        var product = new[] { add.Left, add.Right }
            .Where(value => context.Graph.OnlyReader(value) == add && context.Graph.Maker(value) is LinearNode)
            .OrderBy(context.Graph.Position)
            .LastOrDefault();
        if (product is null || context.MakerOf(product) is not PlannedLinear linear)
        {
            return null;
        }

        var residual = add.Left == product ? add.Right : add.Left;
        return new([linear with { Residual = residual, Output = add.Output }], linear);
    }
}
