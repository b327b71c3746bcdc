namespace QMlp.Calibrator.Graph;

/// <summary>
/// How a value is read off the original model's tensors: each part is one tensor under another shape and order of axes; several
/// parts are concatenated along the last axis of the value (the channel groups of multiple token-mixing MLPs).
/// </summary>
sealed record Origin(IReadOnlyList<OriginPart> Parts)
{
    /// <summary>What each channel (of the last axis) of the tensors is divided by to give the value; null where it is the tensors' own.</summary>
    public float[]? Divisors { get; init; }

    /// <summary>Which channels (of the last axis) of the tensors the value has, in its order; null for all of them.</summary>
    public int[]? Channels { get; init; }

    /// <summary>Writes the value of one sample, row-major.</summary>
    /// <param name="tensor">Gives the elements of a tensor of the original model for that sample, row-major, by its name.</param>
    public void Read(Func<string, ReadOnlySpan<float>> tensor, Span<float> value)
    {
        if (Channels is { } channels)
        {
            var width = Parts.Sum(part => part.Shape[^1]);
            var whole = new float[value.Length / channels.Length * width];
            ReadAll(tensor, whole);
            for (var i = 0; i < value.Length; i++)
            {
                value[i] = whole[(i / channels.Length * width) + channels[i % channels.Length]];
            }
        }
        else
        {
            ReadAll(tensor, value);
        }

        for (var i = 0; Divisors is not null && i < value.Length; i++)
        {
            value[i] /= Divisors[i % Divisors.Length];
        }
    }

    private void ReadAll(Func<string, ReadOnlySpan<float>> tensor, Span<float> value)
    {
        var stride = Parts.Sum(part => part.Shape[^1]);
        var column = 0;
        foreach (var part in Parts)
        {
            part.Read(tensor(part.Tensor), value[column..], stride);
            column += part.Shape[^1];
        }
    }

    /// <summary>The origin of the value under another shape; null where its parts do not lie in its own order.</summary>
    public Origin? Reshaped(Shape shape) =>
        Parts is [{ Permutation: null } part] ? new Origin([part with { Shape = shape }]) : null;

    /// <summary>The origin of Transpose(value, permutation).</summary>
    public Origin? Transposed(IReadOnlyList<int> permutation) =>
        Parts.Count == 1 || permutation[^1] == permutation.Count - 1
            ? new Origin([.. Parts.Select(part => part.Transposed(permutation))])
            : null;
}

/// <summary>
/// One tensor of the original model. Its elements, in their order, are given the shape V with V[Permutation[i]] = Shape[i]
/// (which undoes a reshape, if there was one), and then its axes are permuted.
/// </summary>
/// <param name="Tensor">Name of the tensor.</param>
/// <param name="Permutation">Axis i of the part is axis Permutation[i] of V; null when the order is the same.</param>
/// <param name="Shape">Shape of the part.</param>
sealed record OriginPart(string Tensor, IReadOnlyList<int>? Permutation, Shape Shape)
{
    /// <summary>Writes the part: its rows of Shape[^1] elements begin <paramref name="stride"/> elements apart.</summary>
    public void Read(ReadOnlySpan<float> tensor, Span<float> destination, int stride)
    {
        var columns = Shape[^1];
        if (Permutation is null)
        {
            for (var row = 0; row < tensor.Length / columns; row++)
            {
                tensor.Slice(row * columns, columns).CopyTo(destination[(row * stride)..]);
            }

            return;
        }

        var strides = SourceStrides();
        var index = new int[Shape.Rank];
        for (int row = 0, source = 0; row < Shape.Length / columns; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                destination[(row * stride) + column] = tensor[source + (column * strides[^1])];
            }

            // Count up the leading axes like an odometer.
            for (var axis = Shape.Rank - 2; axis >= 0; axis--)
            {
                source += strides[axis];
                if (++index[axis] < Shape[axis])
                {
                    break;
                }

                source -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>The part of Transpose(value, permutation).</summary>
    public OriginPart Transposed(IReadOnlyList<int> permutation)
    {
        var combined = permutation.Select(axis => Permutation?[axis] ?? axis).ToArray();
        var isIdentity = combined.Select((axis, i) => axis == i).All(same => same);
        return new OriginPart(Tensor, isIdentity ? null : combined, Shape.Permute(permutation));
    }

    /// <summary>How far apart in the tensor two elements are that are neighbors along each axis of the part.</summary>
    private int[] SourceStrides()
    {
        var extents = new int[Shape.Rank];
        for (var axis = 0; axis < Shape.Rank; axis++)
        {
            extents[Permutation![axis]] = Shape[axis];
        }

        var view = new Shape(extents);
        return [.. Permutation!.Select(view.Inner)];
    }
}
