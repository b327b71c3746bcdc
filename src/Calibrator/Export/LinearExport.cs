using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>
/// Matrix products. Channels are mixed by x W^T on rank-2 values; tokens by the same product on transposed values, one for each
/// channel group, which is how the float model has them.
/// </summary>
sealed class LinearExport : StepExport<LinearStep>
{
    protected override void Write(ExportContext context, LinearStep step)
    {
        var (input, output) = (context.Tensor(step.Input), context.Tensor(step.Output));
        var mixesChannels = step.Axis == input.Shape.Count - 1;
        if (!mixesChannels && (input.Shape.Count != 2 || step.Axis != 0))
        {
            throw new UserError(
                $"The step '{step.Name}' mixes axis {step.Axis} of a tensor of rank {input.Shape.Count}, which has no ONNX form yet; "
                + "only tokens x channels can be exported.");
        }

        if (!mixesChannels)
        {
            ExportContext.RequireRanges(step.Name, input, step.Groups.Select(group => group.Columns));
            ExportContext.RequireRanges(step.Name, output, step.Groups.Select(group => group.Columns));
        }

        var source = mixesChannels ? [context.RowMajor(step.Input, step.Name)] : ChannelsFirst(context, step);
        if (mixesChannels && input.Shape.Count != 2)
        {
            source = [context.Reshape($"{step.Name}/rows", source[0], input.Length / input.Shape[step.Axis], input.Shape[step.Axis])];
        }

        var transposed = !mixesChannels;
        string[] parts = [.. step.Groups.Select((group, g) => Group(context, step, group, g, source[g], input, output))];
        if (output.Type != ElementType.U8)
        {
            var value = parts.Length == 1 ? parts[0] : context.Graph.Node("Concat", $"{step.Name}/joined", parts, ("axis", 0));
            value = transposed ? context.Transpose($"{step.Name}/transposed", value, 1, 0) : value;
            value = ScaleColumns(context, step, value);
            value = step.Residual is { } residual ? context.Graph.Node("Add", $"{step.Name}/residual", [context.Value(residual).Parts[0], value]) : value;
            (parts, transposed) = ([output.Type == ElementType.S16 ? Bound(context, step, value, output.Quantization[0]) : value], false);
        }

        if (mixesChannels && output.Shape.Count != 2 && output.Type != ElementType.F32)
        {
            parts = [context.Reshape($"{step.Name}/shaped", parts[0], output.Shape.ToArray())];
        }

        context.Store(output, step.Name, parts, transposed);
    }

    /// <summary>One value [channels of the group, tokens] for each group of the product.</summary>
    private static string[] ChannelsFirst(ExportContext context, LinearStep step)
    {
        var value = context.Value(step.Input);
        var parts = value.Transposed
            ? value.Parts
            : [.. value.Parts.Select((part, g) => context.Transpose($"{step.Name}/channels_first{ExportContext.Suffix(g, value.Parts.Length)}", part, 1, 0))];
        return parts.Length == step.Groups.Count
            ? parts
            : context.Split($"{step.Name}/groups", parts[0], [.. step.Groups.Select(group => group.Columns)], axis: 0);
    }

    /// <summary>The product of one group, in real units, with its activation function.</summary>
    private static string Group(ExportContext context, LinearStep step, LinearGroup group, int index, string source, TensorInfo input, TensorInfo output)
    {
        var name = step.Groups.Count == 1 ? step.Name : $"{step.Name}/group{index}";
        var inputQuantizer = input.Quantization[input.Quantization.Count == 1 ? 0 : index];
        var outputScale = output.Type == ElementType.F32 ? 1
            : group.Table is { } scaled ? scaled.InputScale
            : output.Quantization[output.Quantization.Count == 1 ? 0 : index].Scale;
        var value = WeightExport.Product(context, name, source, group, inputQuantizer, outputScale);
        if (output.Type != ElementType.U8)
        {
            return value;
        }

        if (group.ColumnMultiplier is { } factors)
        {
            // Values are [channels, outputs] here, so the factors of the channels are a column.
            var column = context.Graph.Floats($"{name}/layer_scale", context.Floats(factors), group.Columns, 1);
            value = context.Graph.Node("Mul", $"{name}/scaled", [value, column]);
        }

        var quantizer = output.Quantization[output.Quantization.Count == 1 ? 0 : index];
        if (group.Table is { } table)
        {
            var before = new Quantizer(group.Columns, table.InputScale, group.ZeroPoint, group.Low, group.High);
            value = context.QuantizeDequantize($"{name}/before", value, before);
            return FunctionExport.Apply(context, $"{name}/function", value, table, before, quantizer);
        }

        // Quantizing to the full range would clip to it anyhow; without it the bounds may be an activation function's.
        return group.Low > quantizer.Min || group.High < quantizer.Max || !context.QuantizesActivations
            ? context.Clip($"{name}/bounded", value, quantizer.Scale * (group.Low - quantizer.ZeroPoint), quantizer.Scale * (group.High - quantizer.ZeroPoint))
            : value;
    }

    /// <summary>A layer scale after token mixing, over the channels of all groups.</summary>
    private static string ScaleColumns(ExportContext context, LinearStep step, string value)
    {
        if (step.Groups.All(group => group.ColumnMultiplier is null))
        {
            return value;
        }

        float[] factors = [.. step.Groups.SelectMany(group => group.ColumnMultiplier is { } section ? context.Floats(section).ToArray() : Ones(group.Columns))];
        return context.Graph.Node("Mul", $"{step.Name}/scaled", [value, context.Graph.Floats($"{step.Name}/layer_scale", factors, factors.Length)]);
    }

    /// <summary>The bounds of an activation function on 16-bit values, which stay float: those of bytes are set for each group.</summary>
    private static string Bound(ExportContext context, LinearStep step, string value, Quantizer quantizer)
    {
        var bounds = step.Groups.Select(group => (group.Low, group.High)).Distinct().ToList();
        if (bounds is [var (low, high)])
        {
            return (low, high) == (quantizer.Min, quantizer.Max)
                ? value
                : context.Clip($"{step.Name}/bounded", value, quantizer.Scale * low, quantizer.Scale * high);
        }

        var (lows, highs) = (Channels(group => group.Low), Channels(group => group.High));
        value = context.Graph.Node("Max", $"{step.Name}/bounded_below", [value, context.Graph.Floats($"{step.Name}/lows", lows, lows.Length)]);
        return context.Graph.Node("Min", $"{step.Name}/bounded", [value, context.Graph.Floats($"{step.Name}/highs", highs, highs.Length)]);

        float[] Channels(Func<LinearGroup, int> bound) =>
            [.. step.Groups.SelectMany(group => Enumerable.Repeat(quantizer.Scale * bound(group), group.Columns))];
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];
}
