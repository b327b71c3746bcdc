using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// An index map between tensors in terms of the axes of its source, so that it holds however the source lies in memory:
/// the output, in reading order, runs over <paramref name="Loops"/> from the outermost to the innermost.
/// </summary>
/// <param name="Start">For each axis of the source, the index at which the map begins.</param>
/// <param name="IsPatches">Made by <see cref="Patches"/>.</param>
sealed record IndexMap(IReadOnlyList<MapLoop> Loops, IReadOnlyList<int> Start, bool IsPatches = false)
{
    /// <summary>The elements in their own order: a reshape.</summary>
    public static IndexMap Identity(Shape source) => Permute(source, [.. Enumerable.Range(0, source.Rank)]);

    public static IndexMap Permute(Shape source, IReadOnlyList<int> permutation) =>
        new([.. permutation.Select(axis => new MapLoop(source[axis], axis, 1))], new int[source.Rank]);

    public static IndexMap Slice(Shape source, int axis, int start, int length)
    {
        var first = new int[source.Rank];
        first[axis] = start;
        return new([.. Enumerable.Range(0, source.Rank).Select(a => new MapLoop(a == axis ? length : source[a], a, 1))], first);
    }

    /// <summary>
    /// Cuts an image [C, H, W] into patches; the elements of a patch in the order channel, row, column.
    /// <see cref="ChannelLast"/> gives the order row, column, channel.
    /// </summary>
    public static IndexMap Patches(Shape image, int height, int width) => new(
        [
            new(image[1] / height, 1, height), new(image[2] / width, 2, width),
            new(image[0], 0, 1), new(height, 1, 1), new(width, 2, 1),
        ],
        [0, 0, 0],
        IsPatches: true);

    /// <summary>The map with the elements of a patch in the order row, column, channel; defined for <see cref="Patches"/>.</summary>
    public IndexMap ChannelLast() => this with { Loops = [Loops[0], Loops[1], Loops[3], Loops[4], Loops[2]] };

    /// <summary>Extents, strides and offset in a source whose axes have the given strides; neighboring loops that make one run are joined.</summary>
    public (int[] Dims, int[] Strides, int Offset) InMemory(IReadOnlyList<int> sourceStrides)
    {
        var dims = new List<int>();
        var strides = new List<int>();
        foreach (var loop in Loops.Where(loop => loop.Extent > 1))
        {
            var stride = loop.Step * sourceStrides[loop.Axis];
            if (dims.Count > 0 && strides[^1] == stride * loop.Extent)
            {
                dims[^1] *= loop.Extent;
                strides[^1] = stride;
            }
            else
            {
                dims.Add(loop.Extent);
                strides.Add(stride);
            }
        }

        if (dims.Count == 0)
        {
            return ([1], [1], Offset(sourceStrides));
        }

        return ([.. dims], [.. strides], Offset(sourceStrides));
    }

    /// <summary>For each element of the result, in reading order, its index in a source whose axes have the given strides.</summary>
    public int[] Indices(IReadOnlyList<int> sourceStrides)
    {
        int[] indices = [Offset(sourceStrides)];
        foreach (var loop in Loops)
        {
            var stride = loop.Step * sourceStrides[loop.Axis];
            indices = [.. indices.SelectMany(index => Enumerable.Range(0, loop.Extent).Select(i => index + (i * stride)))];
        }

        return indices;
    }

    /// <summary>Strides of a tensor that lies in the order of its axes.</summary>
    public static int[] RowMajor(Shape shape) => [.. Enumerable.Range(0, shape.Rank).Select(shape.Inner)];

    private int Offset(IReadOnlyList<int> sourceStrides) => Start.Select((first, axis) => first * sourceStrides[axis]).Sum();
}

/// <summary>One loop of an <see cref="IndexMap"/>: <paramref name="Extent"/> iterations, each <paramref name="Step"/> further along a source axis.</summary>
readonly record struct MapLoop(int Extent, int Axis, int Step);
