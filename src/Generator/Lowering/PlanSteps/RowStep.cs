namespace QMlp.Generator.Lowering;

/// <summary>A step that makes each row of its output of the same row of its inputs, and writes it in rows or in quads of them.</summary>
/// <param name="Rows">Rows in all.</param>
/// <param name="Channels">Values of a row.</param>
abstract record RowStep(string Name, string Method, Slot Input, Slot Output, int Rows, int Channels) : PlanStep(Name, Method, Input, Output)
{
    public override int IndependentRows => Output.Layout is RowLayout ? Rows : 0;

    public override Division Division =>
        Output.Layout is TokenQuadLayout quads ? Division.OfQuads(quads) : new Division(DivisionAxis.Rows, Rows, DivisionMultiple.One);
}

/// <summary>
/// A step whose every element is y = clamp(round(v) + zeroPoint, low, high) of a float v that depends on the same element of the inputs and
/// on constants. Emission writes v as a struct of the step's own.
/// </summary>
abstract record ElementwiseStep(string Name, string Method, Slot Input, Slot Output, int Rows, int Channels, int ZeroPoint, Bounds Bounds)
    : RowStep(Name, Method, Input, Output, Rows, Channels);

/// <summary>Limits of a quantizer.</summary>
sealed record Bounds(int Low, int High);
