namespace QMlp.ModelFormat.Validation;

/// <summary>Arithmetic on shapes that have been checked.</summary>
static class Shapes
{
    public static int Last(TensorInfo tensor) => tensor.Shape[tensor.Shape.Count - 1];

    /// <summary>Product of the sizes after <paramref name="axis"/>.</summary>
    public static int Inner(TensorInfo tensor, int axis) => tensor.Shape.AsSpan().Slice(axis + 1).Product();

    /// <summary>The shape with another size at <paramref name="axis"/>.</summary>
    public static EquatableArray<int> With(EquatableArray<int> shape, int axis, int size)
    {
        var sizes = shape.ToArray();
        sizes[axis] = size;
        return new EquatableArray<int>(sizes);
    }

    /// <summary>The shape without <paramref name="axis"/>.</summary>
    public static EquatableArray<int> Without(EquatableArray<int> shape, int axis) =>
        shape.Where((_, i) => i != axis).ToEquatableArray();

    /// <summary>Product of sizes of at least 1; one that is too large for any tensor stays so, without overflow.</summary>
    public static long Elements(EquatableArray<int> sizes)
    {
        var elements = 1L;
        foreach (var size in sizes)
        {
            elements = Math.Min(elements * size, long.MaxValue >> 32);
        }

        return elements;
    }

    public static string Describe(EquatableArray<int> shape) => "[" + string.Join(", ", shape) + "]";
}
