// Needs: IDot.cs TileArguments.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

/// <summary>
/// The micro-kernel of every vector tier: 4 rows by 2 vectors of accumulators in registers over the whole depth. Each vector that is
/// loaded serves 4 rows and each broadcast 2 vectors, so that loads stay well below multiplications.
/// </summary>
/// <typeparam name="TForm">Which operand is broadcast.</typeparam>
/// <typeparam name="TDot">Multiplies groups of quads.</typeparam>
/// <typeparam name="TRest">Multiplies the quads that do not fill a group.</typeparam>
/// <typeparam name="TSum">Vector of accumulators.</typeparam>
/// <typeparam name="TBytes">Vector of quads.</typeparam>
static unsafe partial class MicroKernel<TForm, TDot, TRest, TSum, TBytes>
    where TForm : struct, IMixingForm
    where TDot : struct, IDot<TSum, TBytes>
    where TRest : struct, IDot<TSum, TBytes>
{
    /// <summary>Fills a tile. The last rows are covered by a block that overlaps the one before: the same values are written twice.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="tileColumns">Columns of the tile, 16 or 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(in TileArguments tile, nint tileColumns)
    {
        unchecked
        {
            for (nint column = 0; column < tileColumns; column += 2 * TDot.Columns)
            {
                if (tile.Rows < 4)
                {
                    for (nint row = 0; row < tile.Rows; row++)
                    {
                        Rows1(tile, row, column, tileColumns);
                    }

                    continue;
                }

                for (nint row = 0; row < tile.Rows; row += 4)
                {
                    Rows4(tile, row <= tile.Rows - 4 ? row : tile.Rows - 4, column, tileColumns);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4(in TileArguments tile, nint row, nint column, nint tileColumns)
    {
        unchecked
        {
            var sum00 = Start(tile, row, column);
            var sum10 = Start(tile, row + 1, column);
            var sum20 = Start(tile, row + 2, column);
            var sum30 = Start(tile, row + 3, column);
            var sum01 = Start(tile, row, column + TDot.Columns);
            var sum11 = Start(tile, row + 1, column + TDot.Columns);
            var sum21 = Start(tile, row + 2, column + TDot.Columns);
            var sum31 = Start(tile, row + 3, column + TDot.Columns);
            var broadcast0 = tile.Broadcast + row * tile.BroadcastStride;
            var broadcast1 = broadcast0 + tile.BroadcastStride;
            var broadcast2 = broadcast1 + tile.BroadcastStride;
            var broadcast3 = broadcast2 + tile.BroadcastStride;
            var vector0 = Vector(tile, column);
            var vector1 = Vector(tile, column + TDot.Columns);
            var stride = tile.VectorQuadStride;
            var quads = tile.Quads;
            for (; quads >= TDot.Quads; quads -= TDot.Quads)
            {
                var v00 = TDot.Part<TForm>(vector0, stride, 0);
                var v01 = TDot.Parts > 1 ? TDot.Part<TForm>(vector0, stride, 1) : v00;
                var v02 = TDot.Parts > 2 ? TDot.Part<TForm>(vector0, stride, 2) : v00;
                var v03 = TDot.Parts > 3 ? TDot.Part<TForm>(vector0, stride, 3) : v00;
                var v10 = TDot.Part<TForm>(vector1, stride, 0);
                var v11 = TDot.Parts > 1 ? TDot.Part<TForm>(vector1, stride, 1) : v10;
                var v12 = TDot.Parts > 2 ? TDot.Part<TForm>(vector1, stride, 2) : v10;
                var v13 = TDot.Parts > 3 ? TDot.Part<TForm>(vector1, stride, 3) : v10;
                sum00 = TDot.Add<TForm>(sum00, broadcast0, v00, v01, v02, v03);
                sum01 = TDot.Add<TForm>(sum01, broadcast0, v10, v11, v12, v13);
                sum10 = TDot.Add<TForm>(sum10, broadcast1, v00, v01, v02, v03);
                sum11 = TDot.Add<TForm>(sum11, broadcast1, v10, v11, v12, v13);
                sum20 = TDot.Add<TForm>(sum20, broadcast2, v00, v01, v02, v03);
                sum21 = TDot.Add<TForm>(sum21, broadcast2, v10, v11, v12, v13);
                sum30 = TDot.Add<TForm>(sum30, broadcast3, v00, v01, v02, v03);
                sum31 = TDot.Add<TForm>(sum31, broadcast3, v10, v11, v12, v13);
                broadcast0 += BroadcastStep<TDot>();
                broadcast1 += BroadcastStep<TDot>();
                broadcast2 += BroadcastStep<TDot>();
                broadcast3 += BroadcastStep<TDot>();
                vector0 += VectorStep<TDot>() * stride;
                vector1 += VectorStep<TDot>() * stride;
            }

            for (; quads > 0; quads -= TRest.Quads)
            {
                var v00 = TRest.Part<TForm>(vector0, stride, 0);
                var v01 = TRest.Parts > 1 ? TRest.Part<TForm>(vector0, stride, 1) : v00;
                var v10 = TRest.Part<TForm>(vector1, stride, 0);
                var v11 = TRest.Parts > 1 ? TRest.Part<TForm>(vector1, stride, 1) : v10;
                sum00 = TRest.Add<TForm>(sum00, broadcast0, v00, v01, v00, v01);
                sum01 = TRest.Add<TForm>(sum01, broadcast0, v10, v11, v10, v11);
                sum10 = TRest.Add<TForm>(sum10, broadcast1, v00, v01, v00, v01);
                sum11 = TRest.Add<TForm>(sum11, broadcast1, v10, v11, v10, v11);
                sum20 = TRest.Add<TForm>(sum20, broadcast2, v00, v01, v00, v01);
                sum21 = TRest.Add<TForm>(sum21, broadcast2, v10, v11, v10, v11);
                sum30 = TRest.Add<TForm>(sum30, broadcast3, v00, v01, v00, v01);
                sum31 = TRest.Add<TForm>(sum31, broadcast3, v10, v11, v10, v11);
                broadcast0 += BroadcastStep<TRest>();
                broadcast1 += BroadcastStep<TRest>();
                broadcast2 += BroadcastStep<TRest>();
                broadcast3 += BroadcastStep<TRest>();
                vector0 += VectorStep<TRest>() * stride;
                vector1 += VectorStep<TRest>() * stride;
            }

            var target = tile.Tile + row * tileColumns + column;
            TDot.Store(target, sum00);
            TDot.Store(target + TDot.Columns, sum01);
            TDot.Store(target + tileColumns, sum10);
            TDot.Store(target + tileColumns + TDot.Columns, sum11);
            TDot.Store(target + 2 * tileColumns, sum20);
            TDot.Store(target + 2 * tileColumns + TDot.Columns, sum21);
            TDot.Store(target + 3 * tileColumns, sum30);
            TDot.Store(target + 3 * tileColumns + TDot.Columns, sum31);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows1(in TileArguments tile, nint row, nint column, nint tileColumns)
    {
        unchecked
        {
            var sum0 = Start(tile, row, column);
            var sum1 = Start(tile, row, column + TDot.Columns);
            var broadcast = tile.Broadcast + row * tile.BroadcastStride;
            var vector0 = Vector(tile, column);
            var vector1 = Vector(tile, column + TDot.Columns);
            var stride = tile.VectorQuadStride;
            var quads = tile.Quads;
            for (; quads >= TDot.Quads; quads -= TDot.Quads)
            {
                var v00 = TDot.Part<TForm>(vector0, stride, 0);
                var v01 = TDot.Parts > 1 ? TDot.Part<TForm>(vector0, stride, 1) : v00;
                var v02 = TDot.Parts > 2 ? TDot.Part<TForm>(vector0, stride, 2) : v00;
                var v03 = TDot.Parts > 3 ? TDot.Part<TForm>(vector0, stride, 3) : v00;
                var v10 = TDot.Part<TForm>(vector1, stride, 0);
                var v11 = TDot.Parts > 1 ? TDot.Part<TForm>(vector1, stride, 1) : v10;
                var v12 = TDot.Parts > 2 ? TDot.Part<TForm>(vector1, stride, 2) : v10;
                var v13 = TDot.Parts > 3 ? TDot.Part<TForm>(vector1, stride, 3) : v10;
                sum0 = TDot.Add<TForm>(sum0, broadcast, v00, v01, v02, v03);
                sum1 = TDot.Add<TForm>(sum1, broadcast, v10, v11, v12, v13);
                broadcast += BroadcastStep<TDot>();
                vector0 += VectorStep<TDot>() * stride;
                vector1 += VectorStep<TDot>() * stride;
            }

            for (; quads > 0; quads -= TRest.Quads)
            {
                var v00 = TRest.Part<TForm>(vector0, stride, 0);
                var v01 = TRest.Parts > 1 ? TRest.Part<TForm>(vector0, stride, 1) : v00;
                var v10 = TRest.Part<TForm>(vector1, stride, 0);
                var v11 = TRest.Parts > 1 ? TRest.Part<TForm>(vector1, stride, 1) : v10;
                sum0 = TRest.Add<TForm>(sum0, broadcast, v00, v01, v00, v01);
                sum1 = TRest.Add<TForm>(sum1, broadcast, v10, v11, v10, v11);
                broadcast += BroadcastStep<TRest>();
                vector0 += VectorStep<TRest>() * stride;
                vector1 += VectorStep<TRest>() * stride;
            }

            var target = tile.Tile + row * tileColumns + column;
            TDot.Store(target, sum0);
            TDot.Store(target + TDot.Columns, sum1);
        }
    }

    /// <summary>The bias of one row and the columns of one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSum Start(in TileArguments tile, nint row, nint column) => unchecked(
        TForm.WeightsAreBroadcast
            ? TDot.Broadcast(Unsafe.ReadUnaligned<int>(tile.Bias + row))
            : TDot.Load(tile.Bias + column));

    /// <summary>First quad of the columns of one vector: 16 columns lie together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Vector(in TileArguments tile, nint column) =>
        unchecked(tile.Vector + column / 16 * tile.VectorColumnStride + column % 16 * 4);

    /// <summary>Bytes by which the broadcast operand advances with a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BroadcastStep<T>()
        where T : struct, IDot<TSum, TBytes> =>
        4 * (TForm.WeightsAreBroadcast ? T.Quads / T.QuadsPerBlock : T.Quads);

    /// <summary>Strides by which the vector operand advances with a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int VectorStep<T>()
        where T : struct, IDot<TSum, TBytes> =>
        TForm.WeightsAreBroadcast ? T.Quads : T.Quads / T.QuadsPerBlock;
}
