// Needs: IDot.cs TileArguments.cs MicroKernel.Rows6.cs MicroKernel.Rows4.cs MicroKernel.Rows1.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

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
                if (TDot.Rows == 6)
                {
                    for (; row <= tile.Rows - 6; row += 6)
                    {
                        Start(tile, row, 6, column, tileColumns);
                        Rows6(tile, row, column, tileColumns);
                    }
                }

                if (tile.Rows >= 4)
                {
                    for (; row < tile.Rows; row += 4)
                    {
                        var begin = row <= tile.Rows - 4 ? row : tile.Rows - 4;
                        Start(tile, begin, 4, column, tileColumns);
                        Rows4(tile, begin, column, tileColumns);
                    }
                }

                for (; row < tile.Rows; row++)
                {
                    Start(tile, row, 1, column, tileColumns);
                    Rows1(tile, row, column, tileColumns);
                }
            }
        }
    }

    /// <summary>
    /// Fills a block of the tile with the bias and the products of the quads that do not fill a group, one row after the other.
    /// Apart from the loop over the groups, so that neither is too much for the JIT's inliner.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Start(in TileArguments tile, nint row, nint rows, nint column, nint tileColumns)
    {
        unchecked
        {
            var groups = Groups(tile);
            var quads = tile.Quads - groups * TDot.Quads;
            var stride = tile.VectorQuadStride;
            var vector0 = Vector(tile, column) + groups * VectorStep * stride;
            var vector1 = Vector(tile, column + TDot.Columns) + groups * VectorStep * stride;
            for (; rows > 0; rows--, row++)
            {
                TSum sum0, sum1;
                if (TForm.WeightsAreBroadcast)
                {
                    sum0 = TDot.Broadcast(Unsafe.ReadUnaligned<int>(tile.Bias + row));
                    sum1 = sum0;
                }
                else
                {
                    sum0 = TDot.Load(tile.Bias + column);
                    sum1 = TDot.Load(tile.Bias + column + TDot.Columns);
                }

                var broadcast = tile.Broadcast + row * tile.BroadcastStride + groups * BroadcastStep;
                for (nint quad = 0; quad < quads; quad++)
                {
                    var q = TRest.Quad<TForm>(broadcast, quad);
                    var v0 = TRest.Part<TForm>(vector0, stride, quad);
                    var v1 = TRest.Part<TForm>(vector1, stride, quad);
                    sum0 = TRest.Add<TForm>(sum0, q, q, q, q, v0, v0, v0, v0);
                    sum1 = TRest.Add<TForm>(sum1, q, q, q, q, v1, v1, v1, v1);
                }

                var target = tile.Tile + row * tileColumns + column;
                TDot.Store(target, sum0);
                TDot.Store(target + TDot.Columns, sum1);
            }
        }
    }

    /// <summary>Full groups of the depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Groups(in TileArguments tile) => tile.Quads / TDot.Quads;

    /// <summary>First quad of the columns of one vector: 16 columns lie together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Vector(in TileArguments tile, nint column) =>
        unchecked(tile.Vector + column / 16 * tile.VectorColumnStride + column % 16 * 4);
}
