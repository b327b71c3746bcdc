using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Index maps: a transpose between two reshapes where the map is a permutation, a Gather of the flat elements where it is not.</summary>
sealed class RearrangeExport : StepExport<RearrangeStep>
{
    protected override void Write(ExportContext context, RearrangeStep step)
    {
        var (input, output) = (context.Tensor(step.Input), context.Tensor(step.Output));
        var value = context.RowMajor(step.Input, step.Name);
        value = SourceAxes(step, input.Length) is { } axes ? Permute(context, step, value, axes) : Gather(context, step, value, output.Length);
        value = context.Reshape($"{step.Name}/output", value, output.Shape.ToArray());
        context.Define(step.Output, new ExportedTensor([value], Transposed: false));
    }

    private static string Permute(ExportContext context, RearrangeStep step, string value, int[] axes)
    {
        var split = context.Reshape($"{step.Name}/split", value, [.. axes.Select(axis => step.Dims[axis])]);
        return context.Transpose($"{step.Name}/permuted", split, Invert(axes));
    }

    private static string Gather(ExportContext context, RearrangeStep step, string value, int length)
    {
        var flat = context.Reshape($"{step.Name}/flat", value, -1);
        return context.Graph.Node("Gather", $"{step.Name}/gathered", [flat, Indices(context, step, length)], ("axis", 0));
    }

    /// <summary>The axes of the output in the order of falling strides, if under that order they cover the input without gaps; else null.</summary>
    private static int[]? SourceAxes(RearrangeStep step, int length)
    {
        int[] axes = [.. Enumerable.Range(0, step.Dims.Count).OrderByDescending(axis => step.Strides[axis]).ThenBy(axis => step.Dims[axis])];
        var expected = length;
        foreach (var axis in axes)
        {
            if (step.Dims[axis] == 1)
            {
                continue;
            }

            if (expected % step.Dims[axis] != 0 || step.Strides[axis] != expected / step.Dims[axis])
            {
                return null;
            }

            expected = step.Strides[axis];
        }

        return expected == 1 && step.Offset == 0 ? axes : null;
    }

    private static int[] Invert(int[] permutation)
    {
        var inverse = new int[permutation.Length];
        for (var i = 0; i < permutation.Length; i++)
        {
            inverse[permutation[i]] = i;
        }

        return inverse;
    }

    private static string Indices(ExportContext context, RearrangeStep step, int length)
    {
        var indices = new long[length];
        for (var i = 0; i < length; i++)
        {
            var (rest, index) = (i, step.Offset);
            for (var axis = step.Dims.Count - 1; axis >= 0; axis--)
            {
                index += rest % step.Dims[axis] * step.Strides[axis];
                rest /= step.Dims[axis];
            }

            indices[i] = index;
        }

        return context.Graph.Longs($"{step.Name}/indices", indices, length);
    }
}
