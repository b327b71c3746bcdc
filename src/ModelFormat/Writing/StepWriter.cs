using static QMlp.ModelFormat.Writing.JsonLines;

namespace QMlp.ModelFormat.Writing;

/// <summary>Writes steps: a line that says what the step is and what it connects, then its numbers.</summary>
sealed class StepWriter(JsonLines lines)
{
    public void Write(Step step) => lines.Block("{", "}", () =>
    {
        switch (step)
        {
            case LinearStep linear:
                WriteLinear(linear);
                break;
            case LayerNormStep norm:
                Head("layerNorm", norm, norm.Input);
                lines.Line(Members(("epsilon", norm.Epsilon.Text())));
                lines.Line(Members(("gain", norm.Gain.Text()), ("offset", norm.Offset.Text())));
                break;
            case RescaleStep rescale:
                Head("rescale", rescale, rescale.Input);
                lines.Line(Members(("gain", rescale.Gain.Text()), ("offset", rescale.Offset.Text())));
                break;
            case MultiplyStep multiply:
                Head("multiply", multiply, multiply.Input);
                lines.Line(Members(("factor", Quote(multiply.Factor)), ("multiplier", multiply.Multiplier.Text())));
                break;
            case MeanStep mean:
                Head("mean", mean, mean.Input);
                lines.Line(Members(("axis", mean.Axis.Text())));
                lines.Line(Members(("gain", mean.Gain.Text()), ("offset", mean.Offset.Text())));
                break;
            case TableStep table:
                Head("table", table, table.Input);
                lines.Array("tables", table.Tables, entry => lines.Line(Table(entry)));
                break;
            case RearrangeStep rearrange:
                Head("rearrange", rearrange, rearrange.Input);
                lines.Line(Members(
                    ("dims", rearrange.Dims.Text()),
                    ("strides", rearrange.Strides.Text()),
                    ("offset", rearrange.Offset.Text())));
                break;
            default:
                throw new ArgumentException($"The format has no step of type {step.GetType().Name}.", nameof(step));
        }
    });

    private static string Table(ActivationTable table) => Object(
        ("function", Quote(table.Function)),
        ("inputScale", table.InputScale.Text()),
        ("data", table.Data.Text()));

    private static string Matrix(WeightMatrix matrix)
    {
        (string, string)[] members =
        [
            ("rows", matrix.Rows.Text()),
            ("depth", matrix.Depth.Text()),
            ("bits", matrix.Bits.Text()),
            ("layout", Quote(FormatWords.WeightLayouts.Of(matrix.Layout))),
            ("certificate", matrix.Certificate.Text()),
            ("data", matrix.Data.Text()),
        ];
        return matrix.ScaleGroups is { } groups
            ? Object([.. members, ("scaleGroups", Object(("size", groups.Size.Text()), ("multipliers", groups.Multipliers.Text())))])
            : Object(members);
    }

    private void Head(string kind, Step step, string input)
    {
        lines.Line(Members(("kind", Quote(kind)), ("name", Quote(step.Name))));
        lines.Line(Members(("input", Quote(input)), ("output", Quote(step.Output))));
    }

    private void WriteLinear(LinearStep step)
    {
        Head("linear", step, step.Input);
        if (step.Residual is { } residual)
        {
            lines.Line(Members(("residual", Quote(residual)), ("residualMultiplier", step.ResidualMultiplier.Text())));
        }

        lines.Line(Members(("axis", step.Axis.Text())));
        lines.Array("groups", step.Groups, group => lines.Block("{", "}", () => WriteGroup(group)));
    }

    private void WriteGroup(LinearGroup group)
    {
        var weights = group.Weights;
        lines.Line(Members(
            ("columns", group.Columns.Text()),
            ("zeroPoint", group.ZeroPoint.Text()),
            ("low", group.Low.Text()),
            ("high", group.High.Text())));
        lines.Line(Members(("weights", Matrix(weights))));
        lines.Line(Members(("bias", group.Bias.Text()), ("multiplier", group.Multiplier.Text())));
        if (group.ColumnMultiplier is { } columnMultiplier)
        {
            lines.Line(Members(("columnMultiplier", columnMultiplier.Text())));
        }

        if (group.Table is { } table)
        {
            lines.Line(Members(("table", Table(table))));
        }
    }
}
