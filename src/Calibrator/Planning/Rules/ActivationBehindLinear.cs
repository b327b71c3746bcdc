using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>An activation function is applied in the step of the linear layer before it: as bounds of its clamp, or by a table of its bytes.</summary>
sealed class ActivationBehindLinear : IPlanRule
{
    public PlanClaim? Claim(PlanContext context, Node node)
    {
        if (node is not ActivationNode activation
            || context.MakerOf(activation.Input) is not PlannedLinear { Activation: null } linear
            || context.Graph.OnlyReader(activation.Input) != activation
            || context.RoundsLoosely(activation))
        {
            return null;
        }

        var functions = PlanErrors.FunctionsOfGroups(activation, linear.Node);
        var onlyClips = functions.All(function => function is ClipFunction) && !IsRoundedOtherwise(context, activation);

        // A sum with the residual stream has 16 bits, which no table can take.
        return onlyClips || linear.Residual is null
            ? new([linear with { Activation = functions, BeforeActivation = onlyClips ? null : activation.Input, Output = activation.Output }], linear)
            : null;
    }

    /// <summary>Whether the original model rounds a clip's input and its result to different integers: no clamp can do both.</summary>
    private static bool IsRoundedOtherwise(PlanContext context, ActivationNode activation) =>
        context.QuantizersOf(activation.Input) is not null && !context.AreRoundedAlike(activation.Input, activation.Output);
}
