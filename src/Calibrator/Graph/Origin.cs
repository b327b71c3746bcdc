namespace QMlp.Calibrator.Graph;

/// <summary>
/// How a value is read off the original model's tensors: which of their elements it holds, and what its channels were divided by. Moves of elements, choices of
/// channels, divisions and joins compose, in any order.
/// </summary>
sealed class Origin
{
    private readonly Shape _shape;

    /// <summary>From the value to the elements of the tensors, one tensor after the other.</summary>
    private readonly ElementMap _elements;

    /// <summary>What the elements are divided by, one division after the other.</summary>
    private readonly IReadOnlyList<Division> _divisions;

    /// <summary>Index of the value's axis that is the leading one of each tensor; null where there is none.</summary>
    private readonly int? _leading;

    private Origin(IReadOnlyList<OriginTensor> tensors, Shape shape, ElementMap elements, IReadOnlyList<Division> divisions, int? leading) =>
        (Tensors, _shape, _elements, _divisions, _leading) = (tensors, shape, elements, divisions, leading);

    /// <summary>The tensors that the value is read off.</summary>
    public IReadOnlyList<OriginTensor> Tensors { get; }

    /// <summary>Whether the leading axis of each tensor, along which a batch's samples lie, is that of the value.</summary>
    public bool HasLeadingBatch => _leading == 0;

    /// <summary>A tensor of the original model as it is.</summary>
    public static Origin Of(string tensor, Shape shape) =>
        new([new OriginTensor(tensor, shape.Length)], shape, ElementMap.Identity(shape.Length), [], 0);

    /// <summary>Of values joined along an axis; null where one of them has none.</summary>
    public static Origin? Joined(IReadOnlyList<Origin?> parts, int axis)
    {
        if (parts.Any(part => part is null))
        {
            return null;
        }

        var first = parts[0]!;
        var shape = first._shape.With(axis, parts.Sum(part => part!._shape[axis]));
        var shared = parts.All(part => part!.Tensors.SequenceEqual(first.Tensors));
        var tensors = shared ? first.Tensors : [.. parts.SelectMany(part => part!.Tensors)];
        var elements = Join(part => part._elements, part => shared ? 0 : part.Tensors.Sum(tensor => tensor.Length));

        // A part with fewer divisions than others is divided by 1.
        var divisions = new List<Division>();
        for (var i = 0; i < parts.Max(part => part!._divisions.Count); i++)
        {
            Division Of(Origin part) => i < part._divisions.Count ? part._divisions[i] : Division.ByOne(part._shape);
            divisions.Add(new Division([.. parts.SelectMany(part => Of(part!).Divisors)], Join(part => Of(part).Index, part => Of(part).Divisors.Length)));
        }

        return new Origin(tensors, shape, elements, divisions, parts.All(part => part!._leading == first._leading) ? first._leading : null);

        ElementMap Join(Func<Origin, ElementMap> map, Func<Origin, int> length)
        {
            var (joined, start) = (new List<(ElementMap, Shape, int)>(), 0);
            foreach (var part in parts)
            {
                joined.Add((map(part!), part!._shape, start));
                start += length(part);
            }

            return ElementMap.Joined(joined, axis);
        }
    }

    /// <summary>Of the value under another shape.</summary>
    public Origin Reshaped(Shape shape)
    {
        var leading = _leading is not { } axis ? null
            : Enumerable.Range(0, shape.Rank).Cast<int?>().FirstOrDefault(to => shape.Outer(to!.Value) == _shape.Outer(axis) && (axis == 0 || shape[to.Value] == _shape[axis]));
        return new Origin(Tensors, shape, _elements, _divisions, leading);
    }

    /// <summary>Of Transpose(value, permutation).</summary>
    public Origin Transposed(IReadOnlyList<int> permutation)
    {
        var leading = Enumerable.Range(0, permutation.Count).Cast<int?>().FirstOrDefault(axis => permutation[axis!.Value] == _leading);
        return Moved(_shape.Permute(permutation), map => map.Transposed(_shape, permutation), leading);
    }

    /// <summary>Of the value whose index i along an axis is this one's index <paramref name="indices"/>[i]: a slice, or channels in another order.</summary>
    public Origin Selected(int axis, IReadOnlyList<int> indices) =>
        Moved(_shape.With(axis, indices.Count), map => map.Selected(_shape, axis, indices), _leading);

    /// <summary>Of the value with each channel (of the last axis) divided by a number.</summary>
    public Origin Divided(float[] divisors) =>
        new(Tensors, _shape, _elements, [.. _divisions, new Division(divisors, ElementMap.IndexAlong(_shape, _shape.Rank - 1))], _leading);

    /// <summary>Writes the value of one sample, row-major.</summary>
    /// <param name="tensor">Gives the elements of a tensor of the original model for that sample, row-major, by its name.</param>
    public void Read(Func<string, ReadOnlySpan<float>> tensor, Span<float> value)
    {
        _elements.Gather(Tensors.Count == 1 ? tensor(Tensors[0].Name) : All(tensor), value);
        foreach (var division in _divisions)
        {
            division.Apply(value);
        }
    }

    private float[] All(Func<string, ReadOnlySpan<float>> tensor)
    {
        var all = new float[Tensors.Sum(part => part.Length)];
        var start = 0;
        foreach (var part in Tensors)
        {
            tensor(part.Name).CopyTo(all.AsSpan(start, part.Length));
            start += part.Length;
        }

        return all;
    }

    private Origin Moved(Shape shape, Func<ElementMap, ElementMap> move, int? leading) =>
        new(Tensors, shape, move(_elements), [.. _divisions.Select(division => division with { Index = move(division.Index) })], leading);

    /// <param name="Index">From an element of the value to its divisor.</param>
    private sealed record Division(float[] Divisors, ElementMap Index)
    {
        public static Division ByOne(Shape shape) => new([1], ElementMap.Identity(1).Selected(new Shape(1), 0, new int[shape.Length]));

        public void Apply(Span<float> value)
        {
            var divisors = new float[value.Length];
            Index.Gather(Divisors, divisors);
            for (var i = 0; i < value.Length; i++)
            {
                value[i] /= divisors[i];
            }
        }
    }
}

/// <summary>A tensor of the original model.</summary>
/// <param name="Length">Number of elements for one sample.</param>
sealed record OriginTensor(string Name, int Length);
