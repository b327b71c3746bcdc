using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="LinearStep"/> stands in the file.</summary>
sealed class LinearKind() : StepKind<LinearStep>("linear", since: 3)
{
    public override IReadOnlyList<string> Members { get; } = ["residual", "residualMultiplier", "axis", "groups"];

    public override Step Read(ObjectReader reader) => new LinearStep(
        reader.Text("name"),
        reader.Text("input"),
        reader.OptionalText("residual"),
        reader.OptionalSingle("residualMultiplier"),
        reader.Text("output"),
        reader.Axis(),
        reader.Array("groups", 1, ModelLimits.Groups, value => GroupText.Read(reader, value)));

    protected override void WriteMembers(LinearStep step, JsonLines lines)
    {
        if (step.Residual is { } residual)
        {
            lines.Line(JsonLines.Members(("residual", JsonLines.Quote(residual)), ("residualMultiplier", step.ResidualMultiplier.Text())));
        }

        lines.Line(JsonLines.Members(("axis", step.Axis.Text())));
        lines.Array("groups", step.Groups, group => GroupText.Write(group, lines));
    }

    protected override void Check(LinearStep step, StepCheck check) => LinearRules.Check(check, step);

    protected override void CheckValues(LinearStep step, StepCheck check, WeightValues values) => LinearValues.Check(check, step, values);

    /// <summary>Each element of the output takes as many as the weights have inputs.</summary>
    protected override long MultiplyAccumulates(LinearStep step, TensorInfo output) => (long)output.Length * step.Groups[0].Weights.Depth;
}
