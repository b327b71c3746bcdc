using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Elements start, start + step, ... along an axis; <paramref name="Length"/> of them.</summary>
readonly record struct AxisRange(int Axis, int Start, int Step, int Length, bool IsWhole);

/// <summary>What the arguments of Slice, Split, Gather and Pad mean, the same for activations and constants.</summary>
static class SelectionArguments
{
    /// <summary>Inputs starts, ends, axes, steps since opset 10, attributes before. Bounds are clamped to the axis, negative ones count from its end.</summary>
    public static IReadOnlyList<AxisRange> Ranges(OperatorCall call, Shape shape)
    {
        var starts = call.IntegersFrom(1, "starts") ?? throw Damaged(call);
        var ends = call.IntegersFrom(2, "ends") ?? throw Damaged(call);
        var axes = call.IntegersFrom(3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = call.IntegersFrom(4, "steps") ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw Damaged(call);
        }

        var ranges = new List<AxisRange>();
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = call.Axis(axes[i], shape.Rank);
            long extent = shape[axis], step = steps[i];
            if (step == 0 || step is < -GraphReader.MostElements or > GraphReader.MostElements || ranges.Any(range => range.Axis == axis))
            {
                throw Damaged(call);
            }

            // Going backwards the range may begin at the last element and end before the first.
            long lowest = step > 0 ? 0 : -1, highest = step > 0 ? extent : extent - 1;
            var start = Math.Clamp(starts[i] < 0 ? starts[i] + extent : starts[i], step > 0 ? 0 : Math.Min(0, highest), highest);
            var end = Math.Clamp(ends[i] < 0 ? ends[i] + extent : ends[i], lowest, highest);
            var length = step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step;
            length = Math.Max(0, length);
            ranges.Add(new AxisRange(axis, (int)start, (int)step, (int)length, start == 0 && step == 1 && length == extent));
        }

        return ranges;
    }

    /// <summary>Lengths from an input (opset 13), an attribute (before), or as equal as the number of outputs allows (the last is the shortest).</summary>
    public static (int Axis, int[] Lengths) SplitLengths(OperatorCall call, Shape shape)
    {
        var axis = call.Axis(call.Integer("axis", 0), shape.Rank);
        var lengths = call.IntegersFrom(1, "split");
        if (lengths is null)
        {
            var parts = call.Integer("num_outputs", call.OutputCount);
            if (parts < 1 || parts > call.OutputCount || parts > shape[axis])
            {
                throw Damaged(call);
            }

            var length = (shape[axis] + parts - 1) / parts;
            lengths = [.. Enumerable.Range(0, (int)parts).Select(i => Math.Max(0, Math.Min(length, shape[axis] - (i * length))))];
        }

        return lengths.Length == call.OutputCount && Array.TrueForAll(lengths, length => length >= 0 && length <= shape[axis]) && lengths.Sum() == shape[axis]
            ? (axis, [.. lengths.Select(length => (int)length)])
            : throw call.Refuse($"splits an axis of {shape[axis]} into [{string.Join(", ", lengths.Take(16))}]", "the file is damaged");
    }

    /// <summary>Indices as ranges of neighbors in ascending order.</summary>
    public static IReadOnlyList<(int Start, int Length)> Runs(OperatorCall call, long[] indices, int extent)
    {
        var runs = new List<(int Start, int Length)>();
        foreach (var index in indices.Select(index => Index(call, index, extent)))
        {
            if (runs.Count > 0 && runs[^1].Start + runs[^1].Length == index)
            {
                runs[^1] = (runs[^1].Start, runs[^1].Length + 1);
            }
            else
            {
                runs.Add((index, 1));
            }
        }

        return runs;
    }

    public static int Index(OperatorCall call, long index, int extent)
    {
        var normal = index < 0 ? index + extent : index;
        return normal >= 0 && normal < extent ? (int)normal : throw call.Refuse($"takes index {index} of {extent}", "the file is damaged");
    }

    /// <summary>Padding before each axis, then after each; an input since opset 11, for a choice of axes since 18.</summary>
    public static long[] Pads(OperatorCall call, int rank)
    {
        var pads = call.IntegersFrom(1, "pads") ?? throw Damaged(call);
        var axes = call.IntegersFrom(3, "axes")?.Select(axis => call.Axis(axis, rank)).ToArray() ?? [.. Enumerable.Range(0, rank)];
        if (pads.Length != 2 * axes.Length)
        {
            throw Damaged(call);
        }

        var result = new long[2 * rank];
        for (var i = 0; i < axes.Length; i++)
        {
            (result[axes[i]], result[axes[i] + rank]) = (pads[i], pads[i + axes.Length]);
        }

        return result;
    }

    private static UserError Damaged(OperatorCall call) => call.Refuse("has arguments that do not fit together", "the file is damaged");
}
