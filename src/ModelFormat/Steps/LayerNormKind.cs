using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="LayerNormStep"/> stands in the file.</summary>
sealed class LayerNormKind() : StepKind<LayerNormStep>("layerNorm", since: 3)
{
    public override IReadOnlyList<string> Members { get; } = ["epsilon", "gain", "offset"];

    public override Step Read(ObjectReader reader) => new LayerNormStep(
        reader.Text("name"), reader.Text("input"), reader.Text("output"), reader.Double("epsilon"), reader.Section("gain"), reader.Section("offset"));

    protected override void WriteMembers(LayerNormStep step, JsonLines lines)
    {
        lines.Line(JsonLines.Members(("epsilon", step.Epsilon.Text())));
        lines.Line(JsonLines.Members(("gain", step.Gain.Text()), ("offset", step.Offset.Text())));
    }

    protected override void Check(LayerNormStep step, StepCheck check)
    {
        if (!(step.Epsilon > 0) || double.IsInfinity(step.Epsilon))
        {
            check.Report("epsilon", "epsilon is a finite number above 0.");
        }

        if (Shapes.Last(check.Input) > ModelLimits.SummedAxis)
        {
            check.Report("input", $"at most {ModelLimits.SummedAxis} channels can be normalized exactly, not {Shapes.Last(check.Input)}.");
        }

        if (check.HasType("input", check.Input, ElementType.S16) && check.HasType("output", check.Output, ElementType.U8, ElementType.S16))
        {
            check.HasShape("output", check.Output, check.Input.Shape);
        }
    }
}
