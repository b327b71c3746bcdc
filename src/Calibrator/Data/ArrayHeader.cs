namespace QMlp.Calibrator.Data;

/// <summary>Element types of the array formats.</summary>
enum ArrayElement
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float16,
    Float32,
    Float64,
}

/// <summary>What the header of a .npy or idx file says of the array that follows.</summary>
/// <param name="Dims">Extents, each from 0 to 2^31 - 1.</param>
/// <param name="ColumnMajor">Fortran order: the first axis varies fastest.</param>
sealed record ArrayHeader(ArrayElement Element, bool BigEndian, bool ColumnMajor, IReadOnlyList<int> Dims)
{
    /// <summary>No array format needs more axes.</summary>
    public const int MaxRank = 16;

    public int ElementSize => Element switch
    {
        ArrayElement.UInt8 or ArrayElement.Int8 => 1,
        ArrayElement.UInt16 or ArrayElement.Int16 or ArrayElement.Float16 => 2,
        ArrayElement.UInt32 or ArrayElement.Int32 or ArrayElement.Float32 => 4,
        _ => 8,
    };

    /// <summary>True for the types that can hold class indices.</summary>
    public bool IsInteger => Element < ArrayElement.Float16;

    /// <summary>Size of the array in bytes; saturates far above any file's length.</summary>
    public UInt128 Bytes => Dims.Aggregate((UInt128)(uint)ElementSize, (bytes, dim) => bytes > long.MaxValue ? bytes : bytes * (uint)dim);

    public string ShapeText => $"[{string.Join(", ", Dims)}]";
}
