// Needs:
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.InteropServices;

/// <summary>
/// The one argument of every machine-code routine: the address of this block. The routine changes it as it goes and keeps its variables
/// and the caller's registers behind the fields, so that it never touches the stack.
/// <code>
/// tile[r, 16 * v + c] = bias + sum over q, i of broadcast[r, 4 * q + i] * vector[v, q, c, i]       r &lt; RowCount, v &lt; VectorCount, q &lt; Quads
/// channel mixing: broadcast = u8 activations [row][k], vector = s8 weight panels,                 bias[16 * v + c]
/// token mixing:   broadcast = s8 weights [row][k],     vector = u8 activations [k / 4][channel][4], bias[r]
/// </code>
/// Exactly these elements are read and written, no byte beside them; what is prefetched may be anywhere, because a prefetch cannot fault.
/// Strides are in bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
partial struct MachineCodeCall
{
    /// <summary>Offset of a variable: the first row of the block of rows in work.</summary>
    public const int BlockRows = 104;

    /// <summary>Offset of a variable: the bias of that row (token mixing).</summary>
    public const int BlockBias = 112;

    /// <summary>Offset of a variable: that row's results.</summary>
    public const int BlockTile = 120;

    /// <summary>Offset of a variable: rows that remain.</summary>
    public const int RowsLeft = 128;

    /// <summary>Offset of a variable: the quads of k that halves of a block do apart.</summary>
    public const int LastQuads = 136;

    /// <summary>Offset of a variable: the first row of the block at the first of these quads.</summary>
    public const int LastRows = 144;

    /// <summary>Offset of a variable: the vectors at that quad.</summary>
    public const int LastVectors = 152;

    /// <summary>Offset of the caller's rbx, rsi, rdi, r12 and r13, which one calling convention or the other asks to be kept.</summary>
    public const int SavedGeneral = 160;

    /// <summary>Offset of the caller's xmm6 to xmm15, which the Windows convention asks to be kept.</summary>
    public const int SavedVector = SavedGeneral + (5 * 8);

    /// <summary>Bytes of the block.</summary>
    public const int Size = SavedVector + (10 * 16);

    /// <summary>Address of the operand that is broadcast, four k (a quad) at a time.</summary>
    public nint Rows;

    /// <summary>From one of its rows to the next.</summary>
    public nint RowStride;

    /// <summary>Address of the operand whose quads of 16 channels are vectors of 64 bytes.</summary>
    public nint Vectors;

    /// <summary>From 16 channels to the next 16; not zero.</summary>
    public nint VectorStride;

    /// <summary>From one vector of the same channels to the next along k; 4-bit panels hold two quads in one.</summary>
    public nint QuadStride;

    /// <summary>K / 4, rounded up; at least 1.</summary>
    public nint Quads;

    /// <summary>Address of 32-bit values: one for each channel where channels are mixed, one for each row where tokens are.</summary>
    public nint Bias;

    /// <summary>Address of the 32-bit results [RowCount][16 * VectorCount].</summary>
    public nint Tile;

    /// <summary>From one row of results to the next.</summary>
    public nint TileStride;

    /// <summary>Number of rows; at least 1.</summary>
    public nint RowCount;

    /// <summary>Number of vectors of 16 channels; at least 1.</summary>
    public nint VectorCount;

    /// <summary>Channel mixing: address of memory to prefetch, one cache line with each quad of a block of rows.</summary>
    public nint Prefetch;

    /// <summary>From one such address to the next.</summary>
    public nint PrefetchStride;
}
