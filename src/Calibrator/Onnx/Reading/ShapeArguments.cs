using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>What the arguments of shape operators mean, the same for activations and constants.</summary>
static class ShapeArguments
{
    /// <summary>A reshape's target: 0 copies an extent (unless allowzero), one -1 is inferred.</summary>
    public static Shape ReshapeTarget(OperatorCall call, Shape input, long[] target)
    {
        var dims = (long[])target.Clone();
        var inferred = -1;
        long known = 1;
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 0 && call.Integer("allowzero", 0) == 0)
            {
                dims[i] = i < input.Rank ? input[i] : throw Impossible(call, input, target);
            }

            if (dims[i] == -1 && inferred < 0)
            {
                inferred = i;
            }
            else if (dims[i] < 0 || dims[i] > GraphReader.MostElements || (known *= dims[i]) > GraphReader.MostElements)
            {
                throw Impossible(call, input, target);
            }
        }

        if (inferred >= 0)
        {
            if (known == 0 || input.Length % known != 0)
            {
                throw Impossible(call, input, target);
            }

            dims[inferred] = input.Length / known;
            known *= dims[inferred];
        }

        return known == input.Length ? new Shape([.. dims.Select(dim => (int)dim)]) : throw Impossible(call, input, target);
    }

    /// <summary>
    /// The target for one sample where the model insists on a batch: the entry of the batch axis counts the samples b, alone or times other
    /// extents, and is divided by b.
    /// </summary>
    public static long[] ForOneSample(OperatorCall call, Value input, long[] target)
    {
        var axis = call.BatchAxis(input);
        if (call.Samples == 1)
        {
            return target;
        }

        var result = (long[])target.Clone();
        for (var i = 0; i < axis; i++)
        {
            if (i >= target.Length || (target[i] != 0 && target[i] != input.Shape[i]))
            {
                throw Mixes(call);
            }
        }

        if (axis >= target.Length || (target[axis] > 0 && target[axis] % call.Samples != 0))
        {
            throw Mixes(call);
        }

        if (target[axis] > 0)
        {
            result[axis] = target[axis] / call.Samples;
        }

        return result;
    }

    /// <param name="batchAxis">Where the samples of a fixed batch lie; -1 for a constant.</param>
    public static Shape Squeezed(OperatorCall call, Shape input, int batchAxis = -1)
    {
        var axes = call.IntegersFrom(1, "axes")?.Select(axis => call.Axis(axis, input.Rank)).ToHashSet()
            ?? [.. Enumerable.Range(0, input.Rank).Where(axis => input[axis] == 1)];
        if (axes.Any(axis => input[axis] != 1))
        {
            throw call.Refuse($"drops axes [{string.Join(", ", axes.Order())}] of shape {input}, which are not all of extent 1", "the file is damaged");
        }

        if (call.Samples > 1 && axes.Any(axis => axis <= batchAxis))
        {
            throw Mixes(call);
        }

        return new Shape([.. Enumerable.Range(0, input.Rank).Where(axis => !axes.Contains(axis)).Select(axis => input[axis])]);
    }

    /// <param name="batchAxis">Where the samples of a fixed batch lie; -1 for a constant.</param>
    public static Shape Unsqueezed(OperatorCall call, Shape input, int batchAxis = -1)
    {
        var given = call.IntegersFrom(1, "axes") ?? throw call.Refuse("names no axes", "the file is damaged");
        var rank = input.Rank + given.Length;
        var axes = given.Select(axis => call.Axis(axis, rank)).ToHashSet();
        if (axes.Count != given.Length || rank > 16)
        {
            throw call.Refuse("names an axis twice, or too many", "the file is damaged");
        }

        if (call.Samples > 1 && axes.Any(axis => axis <= batchAxis))
        {
            throw Mixes(call);
        }

        var next = 0;
        return new Shape([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : input[next++])]);
    }

    public static int[] Permutation(OperatorCall call, int rank)
    {
        var given = call.Integers("perm");
        if (given is null)
        {
            return [.. Enumerable.Range(0, rank).Reverse()];
        }

        var permutation = given.Select(axis => call.Axis(axis, rank)).ToArray();
        return permutation.Length == rank && permutation.Distinct().Count() == rank
            ? permutation
            : throw call.Refuse($"has permutation [{string.Join(", ", given.Take(16))}] for {rank} axes", "the file is damaged");
    }

    /// <summary>Shape, or the range of it that opset 15 can ask for.</summary>
    public static ConstantTensor ShapeTensor(OperatorCall call, Shape shape)
    {
        var start = Math.Clamp(FromFront(call.Integer("start", 0), shape.Rank), 0, shape.Rank);
        var end = Math.Clamp(FromFront(call.Integer("end", shape.Rank), shape.Rank), start, shape.Rank);
        long[] dims = [.. shape.Dims[(int)start..(int)end].ToArray().Select(dim => (long)dim)];
        return new ConstantTensor(new Shape(dims.Length), dims);
    }

    private static long FromFront(long index, int rank) => index < 0 ? index + rank : index;

    private static UserError Impossible(OperatorCall call, Shape input, long[] target) =>
        call.Refuse(
            $"reshapes {input} to [{string.Join(", ", target.Take(16))}], which is impossible",
            "the file is damaged, or insists on a batch that its graph contradicts");

    private static UserError Mixes(OperatorCall call) =>
        call.Refuse($"mixes the samples of the model's fixed batch of {call.Samples}, or may do so", "export the model with a batch of 1 or a free one");
}
