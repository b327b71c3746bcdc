using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Operators that take parts of activations or join them.</summary>
static class SelectionOperators
{
    public static void Slice(OperatorCall call)
    {
        var input = call.Activation(0);
        var ranges = SelectionArguments.Ranges(call, call.WholeBatch(input)).Where(range => !range.IsWhole).ToList();
        if (call.Samples > 1 && ranges.Any(range => range.Axis == call.BatchAxis(input)))
        {
            throw call.Refuse(
                $"takes some samples of the model's fixed batch of {call.Samples}, or may do so", "export the model with a batch of 1 or a free one");
        }

        if (ranges.Any(range => range.Step != 1))
        {
            throw call.Refuse($"has a step of {ranges.First(range => range.Step != 1).Step}", "only steps of 1 are supported");
        }

        if (ranges.Count == 0)
        {
            call.Return(input);
        }

        for (var i = 0; i < ranges.Count; i++)
        {
            var range = ranges[i];
            var shape = input.Shape.With(range.Axis, range.Length);
            var output = i == ranges.Count - 1 ? call.Result(shape) : call.Intermediate(shape, $"slice.{range.Axis}");
            call.Emit(new SliceNode(call.LayerName(), input, range.Axis, range.Start, range.Length, output));
            input = output;
        }
    }

    public static void Split(OperatorCall call)
    {
        var input = call.Activation(0);
        var (axis, lengths) = SelectionArguments.SplitLengths(call, input.Shape);
        for (int i = 0, start = 0; i < lengths.Length; start += lengths[i++])
        {
            if (lengths[i] == input.Shape[axis])
            {
                call.Return(input, i);
            }
            else
            {
                call.Emit(new SliceNode($"{call.LayerName()}.{i}", input, axis, start, lengths[i], call.Result(input.Shape.With(axis, lengths[i]), i)));
            }
        }
    }

    public static void Concat(OperatorCall call)
    {
        var parts = Enumerable.Range(0, call.InputCount).Select(call.Required).Where(part => part.Shape.Length > 0).ToList();
        if (parts.Any(part => part.Value is null))
        {
            throw call.Refuse("joins constants to activations", "only activations can be joined");
        }

        var axis = call.Axis(call.Integer("axis", 1), parts[0].Shape.Rank);
        var extent = parts.Sum(part => (long)part.Shape[Math.Min(axis, part.Shape.Rank - 1)]);
        if (extent > GraphReader.MostElements
            || parts.Any(part => part.Shape.Rank != parts[0].Shape.Rank || !part.Shape.With(axis, 1).Equals(parts[0].Shape.With(axis, 1))))
        {
            throw call.Refuse($"joins shapes {string.Join(", ", parts.Take(8).Select(part => part.Shape))}, which do not match", "the file is damaged");
        }

        if (parts.Count == 1)
        {
            call.Return(parts[0]);
        }
        else
        {
            call.Emit(new ConcatNode(call.LayerName(), [.. parts.Select(part => part.Value!)], axis, call.Result(parts[0].Shape.With(axis, (int)extent))));
        }
    }

    /// <summary>Constant indices: a scalar drops the axis, a vector selects along it in runs of neighbors.</summary>
    public static void Gather(OperatorCall call)
    {
        if (call.Required(0).Constant is { } entries && call.Required(1).Codes is { } codes)
        {
            QuantizationOperators.Table(call, entries, codes);
            return;
        }

        var input = call.Activation(0);
        var indices = call.Constant(1, "its indices");
        var axis = call.Axis(call.Integer("axis", 0), input.Shape.Rank);
        if (indices.Shape.Rank > 1 || indices.Length == 0 || indices.Kind != ElementKind.Integer)
        {
            throw call.Refuse($"takes indices of shape {indices.Shape}", "one index or a list of them is supported");
        }

        var runs = SelectionArguments.Runs(call, indices.Integers, input.Shape[axis]);
        if (runs.Count > 1024)
        {
            throw call.Refuse($"gathers {runs.Count} scattered ranges", "at most 1024 are supported");
        }

        var shape = input.Shape.With(axis, indices.Length);
        var isScalar = indices.Shape.Rank == 0;
        var selected = isScalar ? call.Intermediate(shape, "slice") : call.Result(shape);
        var parts = new List<Value>();
        foreach (var (start, length) in runs)
        {
            var part = runs.Count == 1 ? selected : call.Intermediate(input.Shape.With(axis, length), $"run.{parts.Count}");
            call.Emit(new SliceNode(call.LayerName(), input, axis, start, length, part));
            parts.Add(part);
        }

        if (parts.Count > 1)
        {
            call.Emit(new ConcatNode(call.LayerName(), parts, axis, selected));
        }

        if (isScalar)
        {
            if (call.Samples > 1 && axis <= call.BatchAxis(input))
            {
                throw call.Refuse(
                    $"takes one sample of the model's fixed batch of {call.Samples}, or may do so", "export the model with a batch of 1 or a free one");
            }

            var dropped = new Shape([.. input.Shape.Dims[..axis], .. input.Shape.Dims[(axis + 1)..]]);
            call.Emit(new ReshapeNode(call.LayerName() + ".drop", selected, call.Result(dropped)));
        }
    }

    public static void Expand(OperatorCall call)
    {
        var input = call.Activation(0);
        var target = call.Constant(1, "its shape");
        long[] dims = target.Kind == ElementKind.Integer ? [.. target.Integers] : [0];
        var axis = call.BatchAxis(input) + dims.Length - input.Shape.Rank;
        if (call.Samples > 1 && axis >= 0 && axis < dims.Length && dims[axis] == call.Samples)
        {
            dims[axis] = 1;
        }

        for (var i = 1; i <= dims.Length; i++)
        {
            if (dims[^i] != 1 && (i > input.Shape.Rank || dims[^i] != input.Shape[^i]))
            {
                throw call.Refuse($"repeats {input.Shape} to [{string.Join(", ", dims.Take(16))}]", "repeating an activation is not supported");
            }
        }

        if (dims.Length > input.Shape.Rank)
        {
            throw call.Refuse("adds axes", "export the model with Unsqueeze or Reshape in its place");
        }

        call.Return(input);
    }

    /// <summary>Circular padding joins the two ends; a padding of zero elements is nothing.</summary>
    public static void Pad(OperatorCall call)
    {
        var input = call.Activation(0);
        var pads = SelectionArguments.Pads(call, input.Shape.Rank);
        var mode = call.Text("mode", "constant");
        if (Array.TrueForAll(pads, pad => pad == 0))
        {
            call.Return(input);
            return;
        }

        if (mode != "wrap")
        {
            throw call.Refuse($"pads an activation in mode '{mode}'", "pad inside the convolution, or circularly (mode 'wrap')");
        }

        var padded = Enumerable.Range(0, input.Shape.Rank).Where(axis => pads[axis] != 0 || pads[axis + input.Shape.Rank] != 0).ToList();
        foreach (var axis in padded)
        {
            long before = pads[axis], after = pads[axis + input.Shape.Rank], extent = input.Shape[axis];
            if (before < 0 || after < 0 || before > extent || after > extent)
            {
                throw call.Refuse($"pads axis {axis} of {input.Shape} by {before} and {after}", "between zero and the axis' extent is supported");
            }

            var parts = new List<Value>();
            foreach (var (start, length) in new[] { (extent - before, before), (0L, extent), (0L, after) })
            {
                if (length == 0)
                {
                    continue;
                }

                var part = length == extent ? input : call.Intermediate(input.Shape.With(axis, (int)length), $"pad.{axis}.{parts.Count}");
                if (part != input)
                {
                    call.Emit(new SliceNode(call.LayerName(), input, axis, (int)start, (int)length, part));
                }

                parts.Add(part);
            }

            var shape = input.Shape.With(axis, (int)(before + extent + after));
            var output = axis == padded[^1] ? call.Result(shape) : call.Intermediate(shape, $"padded.{axis}");
            call.Emit(new ConcatNode(call.LayerName(), parts, axis, output));
            input = output;
        }
    }
}
