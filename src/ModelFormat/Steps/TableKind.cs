using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="TableStep"/> stands in the file.</summary>
sealed class TableKind() : StepKind<TableStep>("table", since: 3)
{
    public override IReadOnlyList<string> Members { get; } = ["tables"];

    public override Step Read(ObjectReader reader) => new TableStep(
        reader.Text("name"),
        reader.Text("input"),
        reader.Text("output"),
        reader.Array("tables", 1, ModelLimits.Groups, table => TableText.Read(reader, table)));

    protected override void WriteMembers(TableStep step, JsonLines lines) =>
        lines.Array("tables", step.Tables, table => lines.Line(TableText.Of(table)));

    protected override void Check(TableStep step, StepCheck check)
    {
        if (!check.HasType("input", check.Input, ElementType.U8)
            || !check.HasType("output", check.Output, ElementType.U8)
            || !check.HasShape("output", check.Output, check.Input.Shape))
        {
            return;
        }

        if (step.Tables.Count != check.Input.Quantization.Count)
        {
            check.Report(
                "tables", $"there is one table for each quantizer of the input: {check.Input.Quantization.Count}, not {step.Tables.Count}.");
        }

        for (var i = 0; i < step.Tables.Count; i++)
        {
            check.Table($"tables[{i}]", step.Tables[i]);
        }
    }

    protected override void CheckValues(TableStep step, StepCheck check, WeightValues values)
    {
        var (first, outputs) = (0, new ChannelRanges(check.Output, perColumn: true));
        for (var i = 0; i < step.Tables.Count; i++)
        {
            var channels = check.Input.Quantization[i].Channels;
            check.TableValues($"tables[{i}]", step.Tables[i], outputs.Of(first, channels), values);
            first += channels;
        }
    }
}
