using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Reshapes and rearrangements of constants: each is an index into the source for every element of the result.</summary>
static class ConstantMoves
{
    public static ConstantTensor Select(ConstantTensor source, Shape shape, int[] indices)
    {
        if (source.IsFloat)
        {
            var floats = source.Floats;
            return new ConstantTensor(shape, Array.ConvertAll(indices, index => floats[index]))
            {
                Name = source.Name,
                Quantized = source.Quantized is not { } quantized ? null : quantized with
                {
                    Codes = Array.ConvertAll(indices, index => quantized.Codes[index]),
                    Scales = Array.ConvertAll(indices, index => quantized.Scales[index]),
                },
            };
        }

        var integers = source.Integers;
        return new ConstantTensor(shape, Array.ConvertAll(indices, index => integers[index]), source.Kind) { StoredType = source.StoredType };
    }

    public static ConstantTensor Reshape(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        var target = call.Constant(1, "its target shape");
        return target.Kind == ElementKind.Integer
            ? input.Reshaped(ShapeArguments.ReshapeTarget(call, input.Shape, target.Integers))
            : throw call.Refuse("has a target shape that is no list of integers", "the file is damaged");
    }

    public static ConstantTensor Flatten(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        var axis = call.Integer("axis", 1);
        var split = axis == input.Shape.Rank ? input.Shape.Rank : call.Axis(axis, input.Shape.Rank);
        var front = split == 0 ? 1 : input.Shape.Outer(split - 1) * input.Shape[split - 1];
        return input.Reshaped(new Shape(front, front == 0 ? 0 : input.Length / front));
    }

    public static ConstantTensor Squeeze(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        return input.Reshaped(ShapeArguments.Squeezed(call, input.Shape));
    }

    public static ConstantTensor Unsqueeze(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        return input.Reshaped(ShapeArguments.Unsqueezed(call, input.Shape));
    }

    public static ConstantTensor Transpose(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        var permutation = ShapeArguments.Permutation(call, input.Shape.Rank);
        var strides = permutation.Select(input.Shape.Inner).ToArray();
        var shape = input.Shape.Permute(permutation);
        return Select(input, shape, Broadcasting.StridedIndices(shape, strides, 0));
    }

    public static ConstantTensor Slice(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        foreach (var range in SelectionArguments.Ranges(call, input.Shape).Where(range => !range.IsWhole))
        {
            input = Along(input, range.Axis, [.. Enumerable.Range(0, range.Length).Select(i => range.Start + (i * range.Step))]);
        }

        return input;
    }

    public static ConstantTensor? Split(OperatorCall call)
    {
        var input = call.Constant(0, "its input");
        var (axis, lengths) = SelectionArguments.SplitLengths(call, input.Shape);
        for (int i = 0, start = 0; i < lengths.Length; start += lengths[i++])
        {
            call.Return(Along(input, axis, [.. Enumerable.Range(start, lengths[i])]), i);
        }

        return null;
    }

    public static ConstantTensor Concat(OperatorCall call)
    {
        var parts = Enumerable.Range(0, Math.Max(1, call.InputCount)).Select(i => call.Constant(i, "its input")).ToList();
        var shape = parts[0].Shape;
        var axis = call.Axis(call.Integer("axis", 1), shape.Rank);
        if (parts.Any(part => part.Shape.Rank != shape.Rank || part.IsFloat != parts[0].IsFloat || !part.Shape.With(axis, 1).Equals(shape.With(axis, 1))))
        {
            throw call.Refuse($"joins shapes {string.Join(", ", parts.Take(8).Select(part => part.Shape))}, which do not match", "the file is damaged");
        }

        var extent = parts.Sum(part => (long)part.Shape[axis]);
        if (extent * shape.With(axis, 1).Length > GraphReader.MostElements)
        {
            throw call.Refuse("joins constants to one of an impossible size", "the file is damaged");
        }

        var result = shape.With(axis, (int)extent);
        return parts[0].IsFloat
            ? new ConstantTensor(result, Join(parts, axis, part => part.Floats))
            : new ConstantTensor(result, Join(parts, axis, part => part.Integers), parts[0].Kind);
    }

    public static ConstantTensor Gather(OperatorCall call)
    {
        ConstantTensor input = call.Constant(0, "its input"), indices = call.Constant(1, "its indices");
        var axis = call.Axis(call.Integer("axis", 0), input.Shape.Rank);
        if (indices.Kind != ElementKind.Integer)
        {
            throw call.Refuse("has indices that are no integers", "the file is damaged");
        }

        var along = indices.Integers.Select(index => SelectionArguments.Index(call, index, input.Shape[axis])).ToArray();
        var shape = new Shape([.. input.Shape.Dims[..axis], .. indices.Shape.Dims, .. input.Shape.Dims[(axis + 1)..]]);
        call.CheckConstantSize(shape);
        return Along(input, axis, along).Reshaped(shape);
    }

    public static ConstantTensor Expand(OperatorCall call)
    {
        ConstantTensor input = call.Constant(0, "its input"), target = call.Constant(1, "its shape");
        if (target.IsFloat || Array.Exists(target.Integers, dim => dim is < 0 or > GraphReader.MostConstantElements))
        {
            throw call.Refuse("has an impossible shape", "the file is damaged");
        }

        var shape = Broadcasting.Common(input.Shape, new Shape([.. target.Integers.Select(dim => (int)dim)]))
            ?? throw call.Refuse($"repeats {input.Shape} to [{string.Join(", ", target.Integers.Take(16))}], which do not match", "the file is damaged");
        call.CheckConstantSize(shape);
        return Select(input, shape, Broadcasting.Indices(input.Shape, shape));
    }

    public static ConstantTensor Tile(OperatorCall call)
    {
        ConstantTensor input = call.Constant(0, "its input"), repeats = call.Constant(1, "its repeats");
        if (repeats.IsFloat || repeats.Length != input.Shape.Rank)
        {
            throw call.Refuse("has repeats that do not match its input", "the file is damaged");
        }

        for (var axis = 0; axis < input.Shape.Rank; axis++)
        {
            int extent = input.Shape[axis];
            if (repeats.Integers[axis] < 0 || repeats.Integers[axis] * Math.Max(1L, input.Length) > GraphReader.MostConstantElements)
            {
                throw call.Refuse("has an impossible shape", "the file is damaged");
            }

            input = Along(input, axis, [.. Enumerable.Range(0, (int)(extent * repeats.Integers[axis])).Select(i => i % extent)]);
        }

        return input;
    }

    /// <summary>The given indices along one axis, in order.</summary>
    private static ConstantTensor Along(ConstantTensor input, int axis, int[] along)
    {
        int extent = input.Shape[axis], inner = input.Shape.Inner(axis);
        var shape = input.Shape.With(axis, along.Length);
        var indices = new int[shape.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            var outer = i / inner / along.Length;
            indices[i] = (((outer * extent) + along[i / inner % along.Length]) * inner) + (i % inner);
        }

        return Select(input, shape, indices);
    }

    private static T[] Join<T>(List<ConstantTensor> parts, int axis, Func<ConstantTensor, T[]> elements)
    {
        var result = new List<T>();
        var outer = parts[0].Shape.Outer(axis);
        for (var o = 0; o < outer; o++)
        {
            foreach (var part in parts)
            {
                var run = part.Shape[axis] * part.Shape.Inner(axis);
                result.AddRange(elements(part).AsSpan(o * run, run));
            }
        }

        return [.. result];
    }
}
