// Needs:
#nullable enable
namespace QMlp.Runtime;

/// <summary>
/// What a micro-kernel reads and writes. One operand is read as broadcasts of 4 consecutive k (a quad) of one row, the other as
/// vectors that hold a quad of k for each of 16 columns; both product forms differ only in which of the two holds the weights.
/// </summary>
/// <remarks>Plain pointers and numbers in a fixed order: micro-kernels of machine code take the address of this struct.</remarks>
unsafe partial struct TileArguments
{
    /// <summary>First quad of the first row of the operand that is broadcast.</summary>
    public byte* Broadcast;

    /// <summary>Bytes from one row of <see cref="Broadcast"/> to the next.</summary>
    public nint BroadcastStride;

    /// <summary>First quad of the first 16 columns of the other operand: 64 bytes, [16 columns][4 k].</summary>
    public byte* Vector;

    /// <summary>Bytes from one quad of <see cref="Vector"/> to the next quad of the same columns.</summary>
    public nint VectorQuadStride;

    /// <summary>Bytes from 16 columns to the next 16; 0 where there are no more, so that wider tiles read the same columns again.</summary>
    public nint VectorColumnStride;

    /// <summary>Channel form: bias of the tile's columns, readable for as many as the tile has. Token form: of its rows.</summary>
    public int* Bias;

    /// <summary>Receives [Rows][TileColumns] accumulators.</summary>
    public int* Tile;

    /// <summary>Depth of the product in quads.</summary>
    public nint Quads;

    /// <summary>Rows to compute, 1 to <see cref="ITier.TileRows"/>.</summary>
    public nint Rows;

    /// <summary>Saturation certificate of the weights: quads whose products may be added in 16 bits: 0, 1, 2, 4 or 8.</summary>
    public nint Certificate;

    /// <summary>Bits of a weight: 8 or 4.</summary>
    public nint WeightBits;

    /// <summary>Channel form: the part of the next tile column's weights that is to be prefetched meanwhile.</summary>
    public byte* Prefetch;

    /// <summary>Bytes to go on there with each quad of a block of rows, so that all tiles of the column together prefetch all of it.</summary>
    public nint PrefetchStride;
}
