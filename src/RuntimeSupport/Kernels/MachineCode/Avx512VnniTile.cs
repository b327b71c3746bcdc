// Needs: TileArguments.cs MixingForm.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

/// <summary>The byte dot product on 512 bits.</summary>
partial interface IByteDot512
{
    /// <summary>sum[i] + unsigned[4i] * signed[4i] + ... + unsigned[4i + 3] * signed[4i + 3], wrapping.</summary>
    static abstract Vector512<int> Add(Vector512<int> sum, Vector512<byte> unsigned, Vector512<sbyte> signed);
}

/// <summary>
/// The micro-kernel for an intrinsic: blocks of 4 rows x 32 columns, eight accumulators. The last block takes its missing rows from the
/// last row, which is then computed and stored more than once.
/// </summary>
/// <typeparam name="TForm">Which operand is broadcast.</typeparam>
/// <typeparam name="TDot">The intrinsic, or what a test puts in its place on a runtime that lacks it.</typeparam>
static unsafe partial class Avx512VnniTile<TForm, TDot>
    where TForm : struct, IMixingForm
    where TDot : struct, IByteDot512
{
    private const int Columns = 32;

    /// <summary>Fills the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in TileArguments tile)
    {
        unchecked
        {
            var last = tile.Rows - 1;
            for (nint row = 0; row <= last; row += 4)
            {
                RunBlock(tile, row, row < last ? row + 1 : last, row + 1 < last ? row + 2 : last, row + 2 < last ? row + 3 : last);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunBlock(in TileArguments tile, nint row0, nint row1, nint row2, nint row3)
    {
        unchecked
        {
            var x0 = tile.Broadcast + row0 * tile.BroadcastStride;
            var x1 = tile.Broadcast + row1 * tile.BroadcastStride;
            var x2 = tile.Broadcast + row2 * tile.BroadcastStride;
            var x3 = tile.Broadcast + row3 * tile.BroadcastStride;
            var sum00 = Bias(tile, row0, 0);
            var sum01 = Bias(tile, row0, 16);
            var sum10 = Bias(tile, row1, 0);
            var sum11 = Bias(tile, row1, 16);
            var sum20 = Bias(tile, row2, 0);
            var sum21 = Bias(tile, row2, 16);
            var sum30 = Bias(tile, row3, 0);
            var sum31 = Bias(tile, row3, 16);
            var nibbles = tile.WeightBits == 4;
            for (nint quad = 0; quad < tile.Quads; quad++)
            {
                var y0 = Vector(tile, quad, 0, nibbles);
                var y1 = Vector(tile, quad, tile.VectorColumnStride, nibbles);
                var x = Broadcast(x0, quad, nibbles);
                sum00 = Dot(sum00, x, y0);
                sum01 = Dot(sum01, x, y1);
                x = Broadcast(x1, quad, nibbles);
                sum10 = Dot(sum10, x, y0);
                sum11 = Dot(sum11, x, y1);
                x = Broadcast(x2, quad, nibbles);
                sum20 = Dot(sum20, x, y0);
                sum21 = Dot(sum21, x, y1);
                x = Broadcast(x3, quad, nibbles);
                sum30 = Dot(sum30, x, y0);
                sum31 = Dot(sum31, x, y1);
            }

            Store(tile, row0, sum00, sum01);
            Store(tile, row1, sum10, sum11);
            Store(tile, row2, sum20, sum21);
            Store(tile, row3, sum30, sum31);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Dot(Vector512<int> sum, Vector512<byte> broadcast, Vector512<byte> vector) =>
        TForm.WeightsAreBroadcast
            ? TDot.Add(sum, vector, broadcast.AsSByte())
            : TDot.Add(sum, broadcast, vector.AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Bias(in TileArguments tile, nint row, nint column) => unchecked(
        TForm.WeightsAreBroadcast
            ? Vector512.Create(Unsafe.ReadUnaligned<int>(tile.Bias + row))
            : Vector512.Load(tile.Bias + column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Vector(in TileArguments tile, nint quad, nint column, bool nibbles)
    {
        var packed = nibbles && !TForm.WeightsAreBroadcast;
        var vector = Vector512.Load(unchecked(tile.Vector + (packed ? quad / 2 : quad) * tile.VectorQuadStride + column));
        return packed ? Unpack(vector, quad) : vector;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Broadcast(byte* row, nint quad, bool nibbles)
    {
        var packed = nibbles && TForm.WeightsAreBroadcast;
        var broadcast = Vector512.Create(Unsafe.ReadUnaligned<int>(unchecked(row + (packed ? quad / 2 : quad) * 4))).AsByte();
        return packed ? Unpack(broadcast, quad) : broadcast;
    }

    /// <summary>The even quad's weights are the lower nibbles, the odd quad's the upper ones; (n ^ 8) - 8 extends a nibble's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Unpack(Vector512<byte> weights, nint quad)
    {
        var nibbles = quad % 2 == 0 ? weights : (weights.AsUInt16() >>> 4).AsByte();
        return ((nibbles & Vector512.Create((byte)0x0F)) ^ Vector512.Create((byte)8)) - Vector512.Create((byte)8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in TileArguments tile, nint row, Vector512<int> left, Vector512<int> right)
    {
        unchecked
        {
            left.Store(tile.Tile + row * Columns);
            right.Store(tile.Tile + row * Columns + 16);
        }
    }
}
