namespace QMlp.Calibrator.Graph;

/// <summary>The extents of a tensor, compared by value.</summary>
sealed class Shape(params IReadOnlyList<int> dims) : IEquatable<Shape>
{
    private readonly int[] _dims = [.. dims];

    public int Rank => _dims.Length;

    public int this[Index axis] => _dims[axis];

    public ReadOnlySpan<int> Dims => _dims;

    /// <summary>Number of elements.</summary>
    public int Length => _dims.Aggregate(1, (product, dim) => checked(product * dim));

    /// <summary>Product of the extents before <paramref name="axis"/>.</summary>
    public int Outer(int axis) => _dims[..axis].Aggregate(1, (product, dim) => product * dim);

    /// <summary>Product of the extents after <paramref name="axis"/>.</summary>
    public int Inner(int axis) => _dims[(axis + 1)..].Aggregate(1, (product, dim) => product * dim);

    /// <summary>The same shape with one extent replaced.</summary>
    public Shape With(int axis, int extent)
    {
        var dims = (int[])_dims.Clone();
        dims[axis] = extent;
        return new Shape(dims);
    }

    public Shape Permute(IReadOnlyList<int> permutation) => new([.. permutation.Select(axis => _dims[axis])]);

    public bool Equals(Shape? other) => other is not null && _dims.AsSpan().SequenceEqual(other._dims);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => _dims.Aggregate(_dims.Length, HashCode.Combine);

    public override string ToString() => $"[{string.Join(", ", _dims)}]";
}
