namespace QMlp.ModelFormat.Validation;

/// <summary>Rules of the steps without a matrix: normalization, rescaling, product of two tensors, mean and table.</summary>
static class ElementwiseRules
{
    public static void Check(StepCheck check, LayerNormStep step, TensorInfo input, TensorInfo output)
    {
        if (!(step.Epsilon > 0) || double.IsInfinity(step.Epsilon))
        {
            check.Report("epsilon", "epsilon is a finite number above 0.");
        }

        if (Shapes.Last(input) > ModelLimits.SummedAxis)
        {
            check.Report("input", $"at most {ModelLimits.SummedAxis} channels can be normalized exactly, not {Shapes.Last(input)}.");
        }

        if (check.HasType("input", input, ElementType.S16)
            && check.HasType("output", output, ElementType.U8, ElementType.S16)
            && check.HasShape("output", output, input.Shape))
        {
            check.Section("gain", step.Gain, Shapes.Last(input));
            check.Section("offset", step.Offset, Shapes.Last(input));
        }
    }

    public static void Check(StepCheck check, RescaleStep step, TensorInfo input, TensorInfo output)
    {
        if (check.HasType("input", input, ElementType.U8, ElementType.S16)
            && check.HasType("output", output, ElementType.U8, ElementType.S16)
            && check.HasShape("output", output, input.Shape))
        {
            check.Section("gain", step.Gain, Shapes.Last(input));
            check.Section("offset", step.Offset, Shapes.Last(input));
        }
    }

    public static void Check(StepCheck check, MultiplyStep step, TensorInfo input, TensorInfo output)
    {
        if (!(step.Multiplier > 0) || float.IsInfinity(step.Multiplier))
        {
            check.Report("multiplier", "the multiplier is a finite number above 0.");
        }

        if (check.Input("factor", step.Factor) is { } factor
            && CheckOperand(check, "input", input, input.Shape)
            && CheckOperand(check, "factor", factor, input.Shape))
        {
            CheckOperand(check, "output", output, input.Shape);
        }
    }

    /// <summary>One multiplier serves all elements, so each tensor has one scale.</summary>
    private static bool CheckOperand(StepCheck check, string member, TensorInfo tensor, EquatableArray<int> shape)
    {
        if (!check.HasType(member, tensor, ElementType.U8, ElementType.S16) || !check.HasShape(member, tensor, shape))
        {
            return false;
        }

        if (tensor.Quantization.Count != 1)
        {
            check.Report(member, $"tensor {Sentences.Quote(tensor.Name)} must have one quantizer here, not {tensor.Quantization.Count}.");
        }

        return true;
    }

    public static void Check(StepCheck check, MeanStep step, TensorInfo input, TensorInfo output)
    {
        // One gain for each channel, so the axis is the one before the channels.
        if (step.Axis < 0 || step.Axis != input.Shape.Count - 2)
        {
            check.Report("axis", $"the mean is over the axis before the last, and the input has {input.Shape.Count} axes.");
        }
        else if (input.Shape[step.Axis] > ModelLimits.SummedAxis)
        {
            check.Report("axis", $"at most {ModelLimits.SummedAxis} values can be summed exactly, not {input.Shape[step.Axis]}.");
        }
        else if (check.HasType("input", input, ElementType.U8, ElementType.S16)
            && check.HasType("output", output, ElementType.U8, ElementType.S16)
            && check.HasShape("output", output, Shapes.Without(input.Shape, step.Axis)))
        {
            check.Section("gain", step.Gain, Shapes.Last(input));
            check.Section("offset", step.Offset, Shapes.Last(input));
        }
    }

    public static void Check(StepCheck check, TableStep step, TensorInfo input, TensorInfo output)
    {
        if (!check.HasType("input", input, ElementType.U8)
            || !check.HasType("output", output, ElementType.U8)
            || !check.HasShape("output", output, input.Shape))
        {
            return;
        }

        if (step.Tables.Count != input.Quantization.Count)
        {
            check.Report(
                "tables",
                $"there is one table for each quantizer of the input: {input.Quantization.Count}, not {step.Tables.Count}.");
        }

        for (var i = 0; i < step.Tables.Count; i++)
        {
            check.Table($"tables[{i}]", step.Tables[i]);
        }
    }
}
