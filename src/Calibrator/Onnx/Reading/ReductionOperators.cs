using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Means and sums over one or several axes: means over one axis, with reshapes where neighboring axes are seen as one.</summary>
static class ReductionOperators
{
    public static void ReduceMean(OperatorCall call)
    {
        var input = call.Activation(0);
        var axes = Axes(call, input.Shape.Rank);
        if (axes.Length == 0)
        {
            call.Return(input);
        }
        else
        {
            Mean(call, input, axes, call.Integer("keepdims", 1) != 0, shape => call.Result(shape));
        }
    }

    /// <summary>The mean times the number of elements.</summary>
    public static void ReduceSum(OperatorCall call)
    {
        var input = call.Activation(0);
        var axes = Axes(call, input.Shape.Rank);
        if (axes.Length == 0)
        {
            call.Return(input);
            return;
        }

        Value? mean = null;
        Mean(call, input, axes, call.Integer("keepdims", 1) != 0, shape => mean = call.Intermediate(shape, "mean"));
        if (mean!.Shape.Rank == 0)
        {
            throw call.Refuse("sums all axes and keeps none", "keep the batch axis, or set keepdims");
        }

        var count = (float)axes.Aggregate(1, (product, axis) => product * input.Shape[axis]);
        var extent = mean.Shape[^1];
        var scale = Enumerable.Repeat(count, extent).ToArray();
        call.Emit(new AxisAffineNode(call.LayerName() + ".sum", mean, mean.Shape.Rank - 1, scale, new float[extent], call.Result(mean.Shape)));
    }

    public static void GlobalAveragePool(OperatorCall call)
    {
        var input = call.Activation(0);
        if (input.Shape.Rank < 3)
        {
            throw call.Refuse($"pools shape {input.Shape}, which has no image axes", "the file is damaged");
        }

        Mean(call, input, [.. Enumerable.Range(2, input.Shape.Rank - 2)], keepAxes: true, shape => call.Result(shape));
    }

    /// <summary>Axes in ascending order: an attribute up to opset 17 (12 for sums), an input since.</summary>
    private static int[] Axes(OperatorCall call, int rank)
    {
        var axes = call.IntegersFrom(1, "axes");
        if (axes is null || axes.Length == 0)
        {
            return call.Integer("noop_with_empty_axes", 0) != 0 ? [] : [.. Enumerable.Range(0, rank)];
        }

        return [.. axes.Select(axis => call.Axis(axis, rank)).Distinct().Order()];
    }

    private static void Mean(OperatorCall call, Value input, int[] axes, bool keepAxes, Func<Shape, Value> result)
    {
        var name = call.LayerName();
        var keptShape = new Shape([.. Enumerable.Range(0, input.Shape.Rank).Select(axis => axes.Contains(axis) ? 1 : input.Shape[axis])]);
        var droppedShape = new Shape([.. Enumerable.Range(0, input.Shape.Rank).Where(axis => !axes.Contains(axis)).Select(axis => input.Shape[axis])]);
        if (axes.Length == 1)
        {
            call.Emit(new MeanNode(name, input, axes[0], keepAxes, result(keepAxes ? keptShape : droppedShape)));
            return;
        }

        var current = input;
        var last = axes.Length - 1;
        while (last >= 0)
        {
            // A run of neighboring axes, first to last, becomes one axis.
            var first = last;
            while (first > 0 && axes[first - 1] == axes[first] - 1)
            {
                first--;
            }

            int from = axes[first], to = axes[last];
            if (from != to)
            {
                var merged = new Shape(
                    [
                        .. current.Shape.Dims[..from], current.Shape.Dims[from..(to + 1)].ToArray().Aggregate((a, b) => a * b),
                        .. current.Shape.Dims[(to + 1)..],
                    ]);
                var reshaped = call.Intermediate(merged, $"merged.{from}");
                call.Emit(new ReshapeNode($"{name}.merge.{from}", current, reshaped));
                current = reshaped;
            }

            var shape = new Shape([.. current.Shape.Dims[..from], .. current.Shape.Dims[(from + 1)..]]);
            var isLast = first == 0 && !keepAxes;
            var mean = isLast ? result(shape) : call.Intermediate(shape, $"mean.{from}");
            call.Emit(new MeanNode(first == 0 ? name : $"{name}.{from}", current, from, false, mean));
            current = mean;
            last = first - 1;
        }

        if (keepAxes)
        {
            call.Emit(new ReshapeNode(name + ".keep", current, result(keptShape)));
        }
    }
}
