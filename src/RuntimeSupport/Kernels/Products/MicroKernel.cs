// Needs: IDot.cs TileArguments.cs MicroKernel.Rows8.cs MicroKernel.Rows6.cs MicroKernel.Rows4.cs MicroKernel.Rows1.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

/// <summary>
/// The micro-kernel of every vector tier: a few rows by 2 vectors of accumulators in registers over the whole depth. Each vector that is
/// loaded serves all rows and each broadcast both vectors, so that loads stay well below multiplications.
/// </summary>
/// <typeparam name="TForm">Which operand is broadcast.</typeparam>
/// <typeparam name="TDot">Multiplies groups of quads.</typeparam>
/// <typeparam name="TRest">Multiplies the quads that do not fill a group, one by one.</typeparam>
/// <typeparam name="TSum">Vector of accumulators.</typeparam>
/// <typeparam name="TBytes">Vector of quads.</typeparam>
static unsafe partial class MicroKernel<TForm, TDot, TRest, TSum, TBytes>
    where TForm : struct, IMixingForm
    where TDot : struct, IDot<TSum, TBytes>
    where TRest : struct, IDot<TSum, TBytes>
{
    /// <summary>Bytes by which the broadcast operand advances with a group.</summary>
    private static int BroadcastStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * (TForm.WeightsAreBroadcast ? TDot.Quads / TDot.QuadsPerBlock : TDot.Quads);
    }

    /// <summary>Strides by which the vector operand advances with a group.</summary>
    private static int VectorStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TForm.WeightsAreBroadcast ? TDot.Quads : TDot.Quads / TDot.QuadsPerBlock;
    }

    /// <summary>Fills a tile. The last rows are covered by a block that overlaps the one before: some rows are computed twice.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="tileColumns">Columns of the tile, 16 or 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(in TileArguments tile, nint tileColumns)
    {
        unchecked
        {
            for (nint column = 0; column < tileColumns; column += 2 * TDot.Columns)
            {
                nint row = 0;
                if (TDot.Rows == 8)
                {
                    for (; row <= tile.Rows - 8; row += 8)
                    {
                        Rows8(tile, row, column, tileColumns);
                    }
                }

                if (TDot.Rows == 6)
                {
                    for (; row <= tile.Rows - 6; row += 6)
                    {
                        Rows6(tile, row, column, tileColumns);
                    }
                }

                if (tile.Rows >= 4)
                {
                    for (; row < tile.Rows; row += 4)
                    {
                        Rows4(tile, row <= tile.Rows - 4 ? row : tile.Rows - 4, column, tileColumns);
                    }
                }

                for (; row < tile.Rows; row++)
                {
                    Rows1(tile, row, column, tileColumns);
                }

                if (Groups(tile) * TDot.Quads < tile.Quads)
                {
                    Rest(tile, column, tileColumns);
                }
            }
        }
    }

    /// <summary>
    /// Asks for the weights of the next columns, a group at a time: a panel of weights is read from beyond the second-level cache once a layer, and
    /// would be waited for. Nothing is read, so that addresses behind the last panel do no harm. Narrower vectors share their 64 bytes with the other.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* vector0, byte* vector1, nint stride)
    {
        if (Sse.IsSupported && !TForm.WeightsAreBroadcast)
        {
            for (nint part = 0; part < VectorStep; part++)
            {
                Sse.Prefetch1(unchecked(vector0 + part * stride));
                if (TDot.Columns == 16)
                {
                    Sse.Prefetch1(unchecked(vector1 + part * stride));
                }
            }
        }
    }

    /// <summary>One row of a block: a group of quads, broadcast, for two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        ref TSum sum0,
        ref TSum sum1,
        ref byte* broadcast,
        TBytes v00,
        TBytes v01,
        TBytes v02,
        TBytes v03,
        TBytes v10,
        TBytes v11,
        TBytes v12,
        TBytes v13)
    {
        var q0 = TDot.Quad<TForm>(broadcast, 0);
        var q1 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast, 1) : q0;
        var q2 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast, 2) : q0;
        var q3 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast, 3) : q0;
        sum0 = TDot.Add<TForm>(sum0, q0, q1, q2, q3, v00, v01, v02, v03);
        sum1 = TDot.Add<TForm>(sum1, q0, q1, q2, q3, v10, v11, v12, v13);
        broadcast += BroadcastStep;
    }

    /// <summary>Adds the quads that do not fill a group to all rows of two vectors of the tile, one row after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rest(in TileArguments tile, nint column, nint tileColumns)
    {
        unchecked
        {
            var groups = Groups(tile);
            var quads = tile.Quads - groups * TDot.Quads;
            var stride = tile.VectorQuadStride;
            var vector0 = Vector(tile, column) + groups * VectorStep * stride;
            var vector1 = Vector(tile, column + TDot.Columns) + groups * VectorStep * stride;
            var target = tile.Tile + column;
            var broadcast = tile.Broadcast + groups * BroadcastStep;
            for (nint row = 0; row < tile.Rows; row++)
            {
                var sum0 = TDot.Load(target);
                var sum1 = TDot.Load(target + TDot.Columns);
                for (nint quad = 0; quad < quads; quad++)
                {
                    var q = TRest.Quad<TForm>(broadcast, quad);
                    var v0 = TRest.Part<TForm>(vector0, stride, quad);
                    var v1 = TRest.Part<TForm>(vector1, stride, quad);
                    sum0 = TRest.Add<TForm>(sum0, q, q, q, q, v0, v0, v0, v0);
                    sum1 = TRest.Add<TForm>(sum1, q, q, q, q, v1, v1, v1, v1);
                }

                TDot.Store(target, sum0);
                TDot.Store(target + TDot.Columns, sum1);
                target += tileColumns;
                broadcast += tile.BroadcastStride;
            }
        }
    }

    /// <summary>What a sum begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSum Bias(in TileArguments tile, nint row, nint column) => unchecked(
        TForm.WeightsAreBroadcast ? TDot.Broadcast(Unsafe.ReadUnaligned<int>(tile.Bias + row)) : TDot.Load(tile.Bias + column));

    /// <summary>Full groups of the depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Groups(in TileArguments tile) => tile.Quads / TDot.Quads;

    /// <summary>First quad of the columns of one vector: 16 columns lie together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Vector(in TileArguments tile, nint column) =>
        unchecked(tile.Vector + column / 16 * tile.VectorColumnStride + column % 16 * 4);
}
