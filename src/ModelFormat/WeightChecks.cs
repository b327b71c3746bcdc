using QMlp.ModelFormat.Validation;

namespace QMlp.ModelFormat;

/// <summary>
/// Rules on the numbers in the block of weights, for whoever has its bytes: the reader where they stand in the file, and whoever loads a
/// sidecar. What kernels rely on is proved again here, so that a file that states it wrongly is refused instead of computed differently on
/// every processor.
/// </summary>
static class WeightChecks
{
    /// <summary>The violations in the order of the steps, at most ten; none where the numbers are right.</summary>
    /// <param name="model">A model that breaks no other rule, with or without its bytes.</param>
    /// <param name="block">The block of weights, of the length that the model states.</param>
    public static IReadOnlyList<Violation> Check(QuantizedModel model, byte[] block)
    {
        var context = new ValidationContext(model);
        var tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var values = new WeightValues(block);
        var seen = new HashSet<(Section, ArrayType, WeightMatrix?)>();
        for (var i = 0; i < model.Steps.Count && !context.Full; i++)
        {
            var step = model.Steps[i];
            var check = new StepCheck(context, $"steps[{i}]", step);
            check.UseEnds(tensors);
            foreach (var array in step.Arrays.Where(array => seen.Add((array.Section, array.Type, array.Matrix))))
            {
                if (Fault(array, values) is { } fault)
                {
                    check.Report(array.Member, fault);
                }
            }

            StepKinds.Of(step).CheckValues(step, check, values);
        }

        return context.Violations;
    }

    /// <summary>What is wrong with an array by itself, or null.</summary>
    private static string? Fault(StepArray array, WeightValues values)
    {
        var bytes = values.Bytes(array.Section);
        var matrix = array.Matrix;
        return array.Type switch
        {
            ArrayType.Floats => FirstNotFinite(array.Section, values) is { } index ? $"number {index} of this array is infinite or no number." : null,
            ArrayType.Weights => WeightPacking.HasZeroPadding(bytes, matrix!.Rows, matrix.Depth, matrix.Bits, matrix.Layout)
                ? null
                : "the padding of the packed weights is not zero.",
            ArrayType.Multipliers => GroupMultipliers.HasZeroPadding(bytes, matrix!.Rows, matrix.Depth, matrix.ScaleGroups!.Size)
                ? null
                : "the unused nibbles of the multipliers are not zero.",
            _ => null,
        };
    }

    private static int? FirstNotFinite(Section section, WeightValues values)
    {
        // All bits of the exponent: an infinity, or not a number.
        const int Exponent = 0x7F80_0000;
        for (var i = 0; i < section.Length / sizeof(float); i++)
        {
            if ((values.Integer(section, i) & Exponent) == Exponent)
            {
                return i;
            }
        }

        return null;
    }
}
