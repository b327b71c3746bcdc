namespace QMlp.ModelFormat.Validation;

/// <summary>Rules of an index map: every index lies inside the input, and values keep their meaning.</summary>
static class RearrangeRules
{
    public static void Check(StepCheck check, RearrangeStep step, TensorInfo input, TensorInfo output)
    {
        var rank = step.Dims.Count;
        if (rank is < 1 or > ModelLimits.RearrangeRank || step.Strides.Count != rank)
        {
            check.Report("dims", $"'dims' and 'strides' have the same number of elements, 1 to {ModelLimits.RearrangeRank}.");
            return;
        }

        if (step.Dims.Any(d => d < 1) || Elements(step.Dims) != output.Length)
        {
            check.Report("dims", $"the product of 'dims' must be the number of elements of the output, {output.Length}.");
            return;
        }

        // Each term is below 2^28 * 2^31, and there are at most 8: no overflow of 64 bits.
        var (lowest, highest) = ((long)step.Offset, (long)step.Offset);
        for (var i = 0; i < rank; i++)
        {
            var reach = (step.Dims[i] - 1L) * step.Strides[i];
            lowest += Math.Min(reach, 0);
            highest += Math.Max(reach, 0);
        }

        if (lowest < 0 || highest >= input.Length)
        {
            check.Report("strides", $"it reads elements {lowest} to {highest} of an input of {input.Length}.");
        }

        if (check.HasType("output", output, input.Type))
        {
            CheckQuantizers(check, input, output);
        }
    }

    /// <summary>Every quantizer of the output is one of the input's; which channel it has there is the map's affair.</summary>
    private static void CheckQuantizers(StepCheck check, TensorInfo input, TensorInfo output)
    {
        var known = new HashSet<Quantizer>(input.Quantization.Select(q => q with { Channels = 1 }));
        if (output.Quantization.Any(q => !known.Contains(q with { Channels = 1 })))
        {
            check.Report("output", "no value is changed, so every quantizer of the output must be one of the input's.");
        }
    }

    private static long Elements(EquatableArray<int> dims)
    {
        var elements = 1L;
        foreach (var dim in dims)
        {
            elements = Math.Min(elements * dim, long.MaxValue >> 32);
        }

        return elements;
    }
}
