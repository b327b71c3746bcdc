using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Convolutions over one or two axes, as 2-D convolutions.</summary>
static class ConvolutionOperator
{
    public static void Read(OperatorCall call)
    {
        var input = call.Activation(0);
        var weights = call.Constant(1, "its kernel");
        var spatial = input.Shape.Rank - 2;
        if (spatial is not (1 or 2) || weights.Shape.Rank != spatial + 2 || !weights.IsFloat || weights.Length == 0)
        {
            throw call.Refuse($"convolves shape {input.Shape} with a kernel of shape {weights.Shape}", "convolutions over one or two axes are supported");
        }

        var kernel = ((ReadOnlySpan<int>)weights.Shape.Dims[2..]).ToArray();
        var strides = Pair(call, "strides", spatial);
        var dilations = Pair(call, "dilations", spatial);
        var groups = call.Integer("group", 1);
        if (groups < 1 || input.Shape[1] % groups != 0 || weights.Shape[0] % groups != 0 || weights.Shape[1] != input.Shape[1] / groups)
        {
            throw call.Refuse(
                $"has {groups} groups for {input.Shape[1]} inputs and a kernel of shape {weights.Shape}, which do not match", "the file is damaged");
        }

        var pads = Pads(call, input.Shape, kernel, strides, dilations);
        var extents = new int[spatial];
        for (var i = 0; i < spatial; i++)
        {
            var room = (long)input.Shape[i + 2] + pads[i] + pads[i + spatial] - ((long)dilations[i] * (kernel[i] - 1)) - 1;
            if (room < 0)
            {
                throw call.Refuse("has a kernel larger than its input", "the file is damaged");
            }

            extents[i] = (int)(room / strides[i]) + 1;
        }

        var bias = Bias(call, weights.Shape[0]);
        var name = call.LayerName(weights.Name, call.Input(2)?.Constant?.Name);
        var output = call.Result(new Shape([1, weights.Shape[0], .. extents]));
        if (input.Shape[0] != 1)
        {
            throw call.Refuse($"convolves a batch that was reshaped to {input.Shape[0]}", "export the model with a batch of 1");
        }

        var depth = weights.Length / weights.Shape[0];
        var integers = WeightIntegers.Read(call, weights, weights.Shape[0], depth, (n, k) => (n * depth) + k);
        if (spatial == 2)
        {
            var conv = new ConvWeights(
                weights.Shape, weights.Floats, bias, (int)groups, strides[0], strides[1], [.. pads.Select(pad => (int)pad)], dilations[0],
                dilations[1])
            { Integers = integers };
            call.Emit(new ConvNode(name, input, conv, output));
            return;
        }

        // Over one axis: the same with a height of 1.
        var flat = call.Intermediate(new Shape(1, input.Shape[1], 1, input.Shape[2]), "row");
        call.Emit(new ReshapeNode(name + ".row", input, flat));
        var kernelShape = new Shape(weights.Shape[0], weights.Shape[1], 1, kernel[0]);
        var made = call.Intermediate(new Shape(1, weights.Shape[0], 1, extents[0]), "conv");
        call.Emit(
            new ConvNode(
                name,
                flat,
                new ConvWeights(
                    kernelShape, weights.Floats, bias, (int)groups, 1, strides[0], [0, (int)pads[0], 0, (int)pads[1]], 1, dilations[0])
                { Integers = integers },
                made));
        call.Emit(new ReshapeNode(name + ".column", made, output));
    }

    private static float[] Bias(OperatorCall call, int outputs)
    {
        if (call.Input(2) is null)
        {
            return new float[outputs];
        }

        var bias = call.Constant(2, "its bias");
        return bias.IsFloat
            && bias.Length == outputs ? bias.Floats : throw call.Refuse($"has a bias of shape {bias.Shape} for {outputs} outputs", "the file is damaged");
    }

    private static int[] Pair(OperatorCall call, string attribute, int spatial)
    {
        var values = call.Integers(attribute) ?? [.. Enumerable.Repeat(1L, spatial)];
        return values.Length == spatial && Array.TrueForAll(values, value => value is >= 1 and <= 65536)
            ? [.. values.Select(value => (int)value)]
            : throw call.Refuse($"has {attribute} [{string.Join(", ", values.Take(8))}]", "the file is damaged");
    }

    /// <summary>Padding before each axis, then after each; auto_pad SAME makes ceil(extent / stride) outputs.</summary>
    private static long[] Pads(OperatorCall call, Shape input, int[] kernel, int[] strides, int[] dilations)
    {
        var spatial = kernel.Length;
        var mode = call.Text("auto_pad", "NOTSET");
        if (mode is "NOTSET" or "VALID")
        {
            var pads = mode == "VALID" ? null : call.Integers("pads");
            pads ??= new long[2 * spatial];
            return pads.Length == 2 * spatial && Array.TrueForAll(pads, pad => pad is >= 0 and <= 65536)
                ? pads
                : throw call.Refuse($"has pads [{string.Join(", ", pads.Take(8))}]", "pads must be zero or more");
        }

        if (mode is not ("SAME_UPPER" or "SAME_LOWER"))
        {
            throw call.Refuse($"has auto_pad '{mode}'", "the file is damaged");
        }

        var result = new long[2 * spatial];
        for (var i = 0; i < spatial; i++)
        {
            var extent = input[i + 2];
            var outputs = (extent + strides[i] - 1) / strides[i];
            var total = Math.Max(0, ((long)(outputs - 1) * strides[i]) + ((long)dilations[i] * (kernel[i] - 1)) + 1 - extent);
            var small = total / 2;
            (result[i], result[i + spatial]) = mode == "SAME_UPPER" ? (small, total - small) : (total - small, small);
        }

        return result;
    }
}
