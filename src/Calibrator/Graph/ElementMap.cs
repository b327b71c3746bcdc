namespace QMlp.Calibrator.Graph;

/// <summary>
/// Where each element of an array stands in another one, its source. The index of an element, row-major, is read as digits of a mixed radix, one for each of
/// <see cref="_axes"/>; its place in the source is <see cref="_start"/> and what each digit adds. Moves of elements compose: each gives a map from the moved
/// array to the same source. Most moves only reorder or narrow axes; one that cuts across them gives a map of one axis that lists all places.
/// </summary>
sealed class ElementMap
{
    private readonly int _start;
    private readonly MapAxis[] _axes;

    private ElementMap(int start, IReadOnlyCollection<MapAxis> axes)
    {
        _start = start + axes.Sum(axis => axis[0]);
        _axes = Merged(axes.Select(axis => axis.FromZero()));
    }

    /// <summary>Number of elements.</summary>
    public int Length => _axes.Aggregate(1, (product, axis) => product * axis.Extent);

    /// <summary>Each element stands at its own index.</summary>
    public static ElementMap Identity(int length) => new(0, [MapAxis.Of(length, 1)]);

    /// <summary>Each element stands at its index along one axis of a shape.</summary>
    public static ElementMap IndexAlong(Shape shape, int axis) =>
        new(0, [MapAxis.Of(shape.Outer(axis), 0), MapAxis.Of(shape[axis], 1), MapAxis.Of(shape.Inner(axis), 0)]);

    /// <summary>The map of Transpose(array, permutation).</summary>
    /// <param name="shape">Shape of the array before.</param>
    public ElementMap Transposed(Shape shape, IReadOnlyList<int> permutation) => Moved(shape, axes => [.. permutation.Select(axis => axes[axis])]);

    /// <summary>The map of the array whose index i along an axis is this one's index <paramref name="indices"/>[i].</summary>
    /// <param name="shape">Shape of the array before.</param>
    public ElementMap Selected(Shape shape, int axis, IReadOnlyList<int> indices) => Moved(shape, axes =>
    {
        var places = new ElementMap(0, axes[axis]).Places();
        axes[axis] = [MapAxis.Of([.. indices.Select(index => places[index])])];
        return axes;
    });

    /// <summary>The map of arrays joined along an axis.</summary>
    /// <param name="parts">The map of each array, its shape, and by how much its places in the joint source lie behind those that its map gives.</param>
    public static ElementMap Joined(IReadOnlyList<(ElementMap Map, Shape Shape, int Start)> parts, int axis)
    {
        var split = parts.Select(part => part.Map.Split(part.Shape)).ToList();
        var shape = parts[0].Shape;
        if (split.TrueForAll(axes => axes is not null && axes.Zip(split[0]!, Enumerable.SequenceEqual).All(same => same)))
        {
            // Alike but for where they begin, which is one digit more.
            var axes = split[0]!;
            var starts = MapAxis.Of([.. parts.Select(part => part.Start + part.Map._start)]);
            return new ElementMap(0, [.. axes[..axis].SelectMany(digits => digits), starts, .. axes[axis..].SelectMany(digits => digits)]);
        }

        var extent = parts.Sum(part => part.Shape[axis]);
        var (joined, position) = (shape.With(axis, extent), 0);
        var places = new int[joined.Length];
        foreach (var (map, part, start) in parts)
        {
            AxisRange.Copy<int>([.. map.Places().Select(place => start + place)], part, 0, places, joined, position, axis, part[axis]);
            position += part[axis];
        }

        return new ElementMap(0, [MapAxis.Of(places)]);
    }

    /// <summary>Writes the elements.</summary>
    public void Gather<T>(ReadOnlySpan<T> source, Span<T> elements)
    {
        var inner = _axes.Length == 0 ? MapAxis.Of(1, 1) : _axes[^1];
        var digits = new int[_axes.Length];
        var place = _start;
        for (var i = 0; i < elements.Length; i += inner.Extent)
        {
            inner.Gather(source, place, elements.Slice(i, inner.Extent));

            // Count up the leading digits like an odometer.
            for (var axis = _axes.Length - 2; axis >= 0; axis--)
            {
                place -= _axes[axis][digits[axis]];
                digits[axis] = (digits[axis] + 1) % _axes[axis].Extent;
                place += _axes[axis][digits[axis]];
                if (digits[axis] != 0)
                {
                    break;
                }
            }
        }
    }

    /// <summary>The place of each element.</summary>
    private int[] Places()
    {
        int[] places = [_start];
        foreach (var axis in _axes)
        {
            places = [.. places.SelectMany(_ => Enumerable.Range(0, axis.Extent), (place, digit) => place + axis[digit])];
        }

        return places;
    }

    /// <param name="move">Gives the digits of the axes of the moved array from those of this one's axes.</param>
    private ElementMap Moved(Shape shape, Func<MapAxis[][], MapAxis[][]> move)
    {
        if (Split(shape) is { } axes)
        {
            return new ElementMap(_start, [.. move(axes).SelectMany(digits => digits)]);
        }

        var places = Places();
        return new ElementMap(0, [MapAxis.Of([.. Identity(shape.Length).Moved(shape, move).Places().Select(index => places[index])])]);
    }

    /// <summary>The digits that make up each axis of the array's shape; null where one belongs to two of them and cannot be divided.</summary>
    private MapAxis[][]? Split(Shape shape)
    {
        var digits = new Stack<MapAxis>(_axes);
        var split = new MapAxis[shape.Rank][];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            var own = new List<MapAxis>();
            for (var missing = shape[axis]; missing > 1; missing /= own[^1].Extent)
            {
                var digit = digits.Pop();
                if (missing % digit.Extent == 0)
                {
                    own.Add(digit);
                }
                else if (digit.Divided(missing) is var (outer, inner))
                {
                    own.Add(inner);
                    digits.Push(outer);
                }
                else
                {
                    return null;
                }
            }

            own.Reverse();
            split[axis] = [.. own];
        }

        return split;
    }

    /// <summary>As few axes as do the same, so that runs of elements are long.</summary>
    private static MapAxis[] Merged(IEnumerable<MapAxis> axes)
    {
        var merged = new List<MapAxis>();
        foreach (var axis in axes.Where(axis => axis.Extent > 1))
        {
            if (merged.Count > 0 && merged[^1].MergedWith(axis) is { } both)
            {
                merged[^1] = both;
            }
            else
            {
                merged.Add(axis);
            }
        }

        return [.. merged];
    }
}
