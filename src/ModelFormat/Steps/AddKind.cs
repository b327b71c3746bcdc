using QMlp.ModelFormat.Json;
using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How an <see cref="AddStep"/> stands in the file.</summary>
sealed class AddKind() : StepKind<AddStep>("add", since: 3)
{
    private const int LeastTerms = 2;

    public override IReadOnlyList<string> Members { get; } = ["terms"];

    public override bool ListsInputs => true;

    public override Step Read(ObjectReader reader) => new AddStep(
        reader.Text("name"), reader.Array("terms", LeastTerms, AddStep.MostTerms, term => ReadTerm(reader, term)), reader.Text("output"));

    protected override void WriteMembers(AddStep step, JsonLines lines) => lines.Array("terms", step.Terms, term => lines.Line(JsonLines.Object(
        ("input", JsonLines.Quote(term.Input)), ("multiplier", term.Multiplier.Text()))));

    protected override void Check(AddStep step, StepCheck check)
    {
        if (step.Terms.Count is < LeastTerms or > AddStep.MostTerms)
        {
            check.Report("terms", $"a sum has {LeastTerms} to {AddStep.MostTerms} terms, not {step.Terms.Count}.");
            return;
        }

        for (var i = 0; i < step.Terms.Count; i++)
        {
            CheckTensor(check, $"terms[{i}].input", check.Inputs[i]);
            if (!(Math.Abs(step.Terms[i].Multiplier) <= AddStep.MostMultiplier))
            {
                check.Report($"terms[{i}].multiplier", "the multiplier of a term is a number from -2^96 to 2^96.");
            }
        }

        CheckTensor(check, "output", check.Output);
    }

    private static AddTerm ReadTerm(ObjectReader step, JsonValue value)
    {
        var reader = step.Inner(value, "a term", "input", "multiplier");
        return new AddTerm(reader.Text("input"), reader.Single("multiplier"));
    }

    /// <summary>One multiplier serves all elements of a term, so each tensor has one scale.</summary>
    private static void CheckTensor(StepCheck check, string member, TensorInfo tensor)
    {
        if (check.HasType(member, tensor, ElementType.U8, ElementType.S16) && check.HasShape(member, tensor, check.Input.Shape))
        {
            check.HasOneQuantizer(member, tensor);
        }
    }
}
