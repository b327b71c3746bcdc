namespace QMlp.ModelFormat.Validation;

/// <summary>Rules of one group of a matrix product: its weights and its clamp.</summary>
static class LinearGroupRules
{
    /// <param name="depth">K: the size of the input along the axis.</param>
    /// <param name="layout">The layout that goes with the axis.</param>
    /// <param name="quantizers">Those of the output that the group's values have.</param>
    public static void Check(
        StepCheck check,
        LinearStep step,
        string path,
        int depth,
        WeightLayout layout,
        LinearGroup group,
        ElementType type,
        IReadOnlyList<Quantizer> quantizers)
    {
        CheckWeights(check, step, path + ".weights", group.Weights, depth, layout);
        if (group.Table is { } table)
        {
            check.Table(path + ".table", table);
        }

        if (ClampRule(group, type, quantizers) is { } rule)
        {
            check.Report(path, rule);
        }
    }

    private static void CheckWeights(StepCheck check, LinearStep step, string path, WeightMatrix weights, int depth, WeightLayout layout)
    {
        if (weights.Rows != step.Groups[0].Weights.Rows || weights.Rows < 1)
        {
            check.Report(path + ".rows", "all groups have the same number of rows.");
            return;
        }

        if (weights.Depth != depth)
        {
            check.Report(path + ".depth", $"the depth must be {depth}, the size of the input along the axis, not {weights.Depth}.");
            return;
        }

        if (weights.Bits is not (8 or 4))
        {
            check.Report(path + ".bits", $"weights have 8 or 4 bits, not {weights.Bits}.");
            return;
        }

        if (weights.Layout != layout)
        {
            check.Report(path + ".layout", "weights along the last axis lie in panels, along an earlier axis in rows.");
            return;
        }

        if (weights.Certificate is not (0 or 1 or 2 or 4 or 8))
        {
            check.Report(path + ".certificate", $"a saturation certificate is 0, 1, 2, 4 or 8, not {weights.Certificate}.");
        }

        if (weights.ScaleGroups is { } groups)
        {
            CheckScaleGroups(check, path + ".scaleGroups", weights, groups);
        }
    }

    private static void CheckScaleGroups(StepCheck check, string path, WeightMatrix weights, ScaleGroups groups)
    {
        if (weights.Bits != 4)
        {
            check.Report(path, $"weights of {weights.Bits} bits have one scale for each row; only those of 4 bits have scale groups.");
        }
        else if (groups.Size < GroupMultipliers.SizeMultiple || groups.Size % GroupMultipliers.SizeMultiple != 0)
        {
            check.Report(path + ".size", $"the size of scale groups is a multiple of {GroupMultipliers.SizeMultiple}, not {groups.Size}.");
        }
    }

    /// <summary>The rule on zero point, clamp and table that the group breaks, or null.</summary>
    private static string? ClampRule(LinearGroup group, ElementType type, IReadOnlyList<Quantizer> quantizers)
    {
        if (group.Table is not null && type != ElementType.U8)
        {
            return "only an output of type u8 can have a table.";
        }

        if (type == ElementType.F32)
        {
            return group.ZeroPoint == 0 && group.Low == 0 && group.High == 0
                ? null
                : "an output of type f32 has zero point, low and high 0.";
        }

        // With a table, the clamp is on the table's index.
        var bounds = group.Table is null ? quantizers : [new Quantizer(1, 1, group.ZeroPoint, 0, byte.MaxValue)];
        if (bounds.Any(q => q.ZeroPoint != group.ZeroPoint) || group.ZeroPoint is < 0 or > byte.MaxValue)
        {
            return $"its zero point is {group.ZeroPoint}, which is not that of its output.";
        }

        return group.Low > group.High || bounds.Any(q => group.Low < q.Min || group.High > q.Max)
            ? $"its bounds {group.Low} and {group.High} must be in order and within those of its output."
            : null;
    }
}
