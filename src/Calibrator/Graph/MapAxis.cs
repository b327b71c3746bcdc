namespace QMlp.Calibrator.Graph;

/// <summary>One digit of the index of an element, and what each of its values adds to the element's place.</summary>
sealed class MapAxis : IEquatable<MapAxis>
{
    private readonly int _stride;

    /// <summary>What each value adds, where that is not the stride's multiple.</summary>
    private readonly int[]? _table;

    private MapAxis(int extent, int stride, int[]? table) => (Extent, _stride, _table) = (extent, stride, table);

    public int Extent { get; }

    /// <summary>What a value of the digit adds.</summary>
    public int this[int digit] => _table is null ? digit * _stride : _table[digit];

    public static MapAxis Of(int extent, int stride) => new(extent, stride, null);

    public static MapAxis Of(int[] table) => new(table.Length, 0, table);

    /// <summary>The digit that adds nothing for its first value, and otherwise as much more as this one does.</summary>
    public MapAxis FromZero()
    {
        if (_table is null)
        {
            return this;
        }

        var stride = Extent > 1 ? _table[1] - _table[0] : 0;
        var isEven = _table.Select((place, digit) => place == _table[0] + (digit * stride)).All(even => even);
        return isEven ? Of(Extent, stride) : Of([.. _table.Select(place => place - _table[0])]);
    }

    /// <summary>Two digits, the second of so many values, that do the same; null where there are none.</summary>
    public (MapAxis Outer, MapAxis Inner)? Divided(int inner) =>
        _table is null && Extent % inner == 0 ? (Of(Extent / inner, _stride * inner), Of(inner, _stride)) : null;

    /// <summary>One digit that does the same as this and the next one; null where only a table would.</summary>
    public MapAxis? MergedWith(MapAxis next) =>
        _table is null && next._table is null && _stride == next.Extent * next._stride ? Of(Extent * next.Extent, next._stride) : null;

    /// <summary>Writes the elements that the values of the digit stand for.</summary>
    /// <param name="start">Place of the first value, without what it adds.</param>
    public void Gather<T>(ReadOnlySpan<T> source, int start, Span<T> elements)
    {
        if (_table is null && _stride == 1)
        {
            source.Slice(start, Extent).CopyTo(elements);
            return;
        }

        for (var digit = 0; digit < Extent; digit++)
        {
            elements[digit] = source[start + this[digit]];
        }
    }

    public bool Equals(MapAxis? other) =>
        other is not null && Extent == other.Extent && _stride == other._stride && _table.AsSpan().SequenceEqual(other._table);

    public override bool Equals(object? obj) => Equals(obj as MapAxis);

    public override int GetHashCode() => HashCode.Combine(Extent, _stride, _table?.Length);
}
