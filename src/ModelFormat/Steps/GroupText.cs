using QMlp.ModelFormat.Json;
using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="LinearGroup"/> stands in the file.</summary>
static class GroupText
{
    /// <param name="step">The step that the group belongs to.</param>
    public static LinearGroup Read(ObjectReader step, JsonValue value)
    {
        var reader = step.Inner(
            value, "a group", "columns", "weights", "bias", "multiplier", "columnMultiplier", "zeroPoint", "low", "high", "table");
        return new LinearGroup(
            reader.Integer("columns", 1, ModelLimits.TensorElements),
            reader.Required("weights") is { } weights ? ReadMatrix(step, weights) : new WeightMatrix(1, 1, 8, default, 0, default),
            reader.Section("bias"),
            reader.Section("multiplier"),
            reader.OptionalSection("columnMultiplier"),
            reader.Integer("zeroPoint", 0, byte.MaxValue),
            reader.Integer("low", short.MinValue, short.MaxValue),
            reader.Integer("high", short.MinValue, short.MaxValue),
            reader.Optional("table") is { } table ? TableText.Read(step, table) : null);
    }

    public static void Write(LinearGroup group, JsonLines lines) => lines.Block("{", "}", () =>
    {
        lines.Line(JsonLines.Members(
            ("columns", group.Columns.Text()),
            ("zeroPoint", group.ZeroPoint.Text()),
            ("low", group.Low.Text()),
            ("high", group.High.Text())));
        lines.Line(JsonLines.Members(("weights", MatrixText(group.Weights))));
        lines.Line(JsonLines.Members(("bias", group.Bias.Text()), ("multiplier", group.Multiplier.Text())));
        if (group.ColumnMultiplier is { } columnMultiplier)
        {
            lines.Line(JsonLines.Members(("columnMultiplier", columnMultiplier.Text())));
        }

        if (group.Table is { } table)
        {
            lines.Line(JsonLines.Members(("table", TableText.Of(table))));
        }
    });

    private static WeightMatrix ReadMatrix(ObjectReader step, JsonValue value)
    {
        var reader = step.Inner(value, "the weights of a group", "rows", "depth", "bits", "layout", "certificate", "data", "scaleGroups");
        return new WeightMatrix(
            reader.Integer("rows", 1, ModelLimits.TensorElements),
            reader.Integer("depth", 1, ModelLimits.TensorElements),
            reader.Integer("bits", 4, 8),
            reader.Word("layout", FormatWords.WeightLayouts),
            reader.Integer("certificate", 0, 8),
            reader.Section("data"),
            reader.Optional("scaleGroups") is { } groups ? ReadScaleGroups(step, groups) : null);
    }

    private static ScaleGroups ReadScaleGroups(ObjectReader step, JsonValue value)
    {
        var reader = step.Inner(value, "the scale groups of weights", "size", "multipliers");
        return new ScaleGroups(reader.Integer("size", GroupMultipliers.SizeMultiple, ModelLimits.TensorElements), reader.Section("multipliers"));
    }

    private static string MatrixText(WeightMatrix matrix)
    {
        (string, string)[] members =
        [
            ("rows", matrix.Rows.Text()),
            ("depth", matrix.Depth.Text()),
            ("bits", matrix.Bits.Text()),
            ("layout", JsonLines.Quote(FormatWords.WeightLayouts.Of(matrix.Layout))),
            ("certificate", matrix.Certificate.Text()),
            ("data", matrix.Data.Text()),
        ];
        return matrix.ScaleGroups is { } groups
            ? JsonLines.Object([.. members, ("scaleGroups", JsonLines.Object(("size", groups.Size.Text()), ("multipliers", groups.Multipliers.Text())))])
            : JsonLines.Object(members);
    }
}
