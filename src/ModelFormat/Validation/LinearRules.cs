namespace QMlp.ModelFormat.Validation;

/// <summary>Rules of a matrix product: shapes, residual, and how the groups cover the columns. See also <see cref="LinearGroupRules"/>.</summary>
static class LinearRules
{
    public static void Check(StepCheck check, LinearStep step)
    {
        var (input, output) = (check.Input, check.Output);
        if (step.Axis < 0 || step.Axis >= input.Shape.Count)
        {
            check.Report("axis", $"the axis must be below {input.Shape.Count}, the number of axes of the input.");
            return;
        }

        if (step.Groups.Count is < 1 or > ModelLimits.Groups)
        {
            check.Report("groups", $"there are 1 to {ModelLimits.Groups} groups, not {step.Groups.Count}.");
            return;
        }

        var rows = step.Groups[0].Weights.Rows;
        if (check.HasType("input", input, ElementType.U8)
            && check.HasShape("output", output, Shapes.With(input.Shape, step.Axis, rows)))
        {
            CheckResidual(check, step, output);
            CheckGroups(check, step, input, output);
        }
    }

    private static void CheckResidual(StepCheck check, LinearStep step, TensorInfo output)
    {
        if (step.Residual is null)
        {
            if (step.ResidualMultiplier != 0)
            {
                check.Report("residualMultiplier", "without a residual its multiplier is 0.");
            }

            return;
        }

        if (!(step.ResidualMultiplier > 0) || float.IsInfinity(step.ResidualMultiplier))
        {
            check.Report("residualMultiplier", "the multiplier of the residual is a finite number above 0.");
        }

        var residual = check.Inputs[1];
        if (check.HasType("output", output, ElementType.S16) && check.HasType("residual", residual, ElementType.S16))
        {
            check.HasShape("residual", residual, output.Shape);
        }
    }

    private static void CheckGroups(StepCheck check, LinearStep step, TensorInfo input, TensorInfo output)
    {
        var columns = Shapes.Inner(input, step.Axis);
        var covered = step.Groups.Sum(g => (long)g.Columns);
        if (covered != columns || step.Groups.Any(g => g.Columns < 1))
        {
            check.Report("groups", $"the groups cover {covered} columns; the input has {columns} after the axis of the product.");
            return;
        }

        // Columns are channels where just the channels follow the axis; else every group meets every channel.
        var perColumn = step.Axis == input.Shape.Count - 2;
        if (step.Axis < input.Shape.Count - 2 && (input.Quantization.Count > 1 || output.Quantization.Count > 1))
        {
            check.Report("axis", "with several axes after that of the product, input and output have one quantizer each.");
            return;
        }

        var inputRanges = new ChannelRanges(input, perColumn);
        var outputRanges = new ChannelRanges(output, perColumn);
        var layout = step.Axis == input.Shape.Count - 1 ? WeightLayout.Panels : WeightLayout.Rows;
        var first = 0;
        for (var g = 0; g < step.Groups.Count; g++)
        {
            var group = step.Groups[g];
            if (inputRanges.Of(first, group.Columns).Select(q => q.Scale).Distinct().Skip(1).Any())
            {
                check.Report($"groups[{g}]", $"the values that it multiplies in tensor {Sentences.Quote(input.Name)} have more than one scale.");
            }

            LinearGroupRules.Check(
                check, step, $"groups[{g}]", input.Shape[step.Axis], layout, group, output.Type, outputRanges.Of(first, group.Columns));
            first += group.Columns;
        }
    }
}
