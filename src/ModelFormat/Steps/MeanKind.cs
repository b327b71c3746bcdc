using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="MeanStep"/> stands in the file.</summary>
sealed class MeanKind() : StepKind<MeanStep>("mean", since: 3)
{
    public override IReadOnlyList<string> Members { get; } = ["axis", "gain", "offset"];

    public override Step Read(ObjectReader reader) => new MeanStep(
        reader.Text("name"), reader.Text("input"), reader.Text("output"), reader.Axis(), reader.Section("gain"), reader.Section("offset"));

    protected override void WriteMembers(MeanStep step, JsonLines lines)
    {
        lines.Line(JsonLines.Members(("axis", step.Axis.Text())));
        lines.Line(JsonLines.Members(("gain", step.Gain.Text()), ("offset", step.Offset.Text())));
    }

    protected override void Check(MeanStep step, StepCheck check)
    {
        var shape = check.Input.Shape;

        // One gain for each channel, so the axis is the one before the channels.
        if (step.Axis < 0 || step.Axis != shape.Count - 2)
        {
            check.Report("axis", $"the mean is over the axis before the last, and the input has {shape.Count} axes.");
        }
        else if (shape[step.Axis] > ModelLimits.SummedAxis)
        {
            check.Report("axis", $"at most {ModelLimits.SummedAxis} values can be summed exactly, not {shape[step.Axis]}.");
        }
        else if (check.HasType("input", check.Input, ElementType.U8, ElementType.S16)
            && check.HasType("output", check.Output, ElementType.U8, ElementType.S16))
        {
            check.HasShape("output", check.Output, Shapes.Without(shape, step.Axis));
        }
    }
}
