using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="RescaleStep"/> stands in the file.</summary>
sealed class RescaleKind() : StepKind<RescaleStep>("rescale", since: 3)
{
    public override IReadOnlyList<string> Members { get; } = ["gain", "offset"];

    public override Step Read(ObjectReader reader) => new RescaleStep(
        reader.Text("name"), reader.Text("input"), reader.Text("output"), reader.Section("gain"), reader.Section("offset"));

    protected override void WriteMembers(RescaleStep step, JsonLines lines) =>
        lines.Line(JsonLines.Members(("gain", step.Gain.Text()), ("offset", step.Offset.Text())));

    protected override void Check(RescaleStep step, StepCheck check)
    {
        if (check.HasType("input", check.Input, ElementType.U8, ElementType.S16)
            && check.HasType("output", check.Output, ElementType.U8, ElementType.S16))
        {
            check.HasShape("output", check.Output, check.Input.Shape);
        }
    }
}
