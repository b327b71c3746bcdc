using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="MultiplyStep"/> stands in the file.</summary>
sealed class MultiplyKind() : StepKind<MultiplyStep>("multiply", since: 3)
{
    public override IReadOnlyList<string> Members { get; } = ["factor", "multiplier"];

    public override Step Read(ObjectReader reader) => new MultiplyStep(
        reader.Text("name"), reader.Text("input"), reader.Text("factor"), reader.Text("output"), reader.Single("multiplier"));

    protected override void WriteMembers(MultiplyStep step, JsonLines lines) =>
        lines.Line(JsonLines.Members(("factor", JsonLines.Quote(step.Factor)), ("multiplier", step.Multiplier.Text())));

    protected override void Check(MultiplyStep step, StepCheck check)
    {
        if (!(step.Multiplier > 0) || float.IsInfinity(step.Multiplier))
        {
            check.Report("multiplier", "the multiplier is a finite number above 0.");
        }

        if (CheckOperand(check, "input", check.Input) && CheckOperand(check, "factor", check.Inputs[1]))
        {
            CheckOperand(check, "output", check.Output);
        }
    }

    /// <summary>One multiplier serves all elements, so each tensor has one scale.</summary>
    private static bool CheckOperand(StepCheck check, string member, TensorInfo tensor) =>
        check.HasType(member, tensor, ElementType.U8, ElementType.S16)
        && check.HasShape(member, tensor, check.Input.Shape)
        && check.HasOneQuantizer(member, tensor);
}
