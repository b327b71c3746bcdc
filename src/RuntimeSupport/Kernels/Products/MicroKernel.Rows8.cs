// Needs: MicroKernel.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <content>8 rows by 2 vectors: 16 sums, the vectors of four quads, and a broadcast of each fill thirty-two registers; more rows would
/// gain nothing, multiplications being the limit.</content>
static unsafe partial class MicroKernel<TForm, TDot, TRest, TSum, TBytes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows8(in TileArguments tile, nint row, nint column, nint tileColumns)
    {
        unchecked
        {
            TSum sum00 = Bias(tile, row, column), sum01 = Bias(tile, row, column + TDot.Columns);
            TSum sum10 = Bias(tile, row + 1, column), sum11 = Bias(tile, row + 1, column + TDot.Columns);
            TSum sum20 = Bias(tile, row + 2, column), sum21 = Bias(tile, row + 2, column + TDot.Columns);
            TSum sum30 = Bias(tile, row + 3, column), sum31 = Bias(tile, row + 3, column + TDot.Columns);
            TSum sum40 = Bias(tile, row + 4, column), sum41 = Bias(tile, row + 4, column + TDot.Columns);
            TSum sum50 = Bias(tile, row + 5, column), sum51 = Bias(tile, row + 5, column + TDot.Columns);
            TSum sum60 = Bias(tile, row + 6, column), sum61 = Bias(tile, row + 6, column + TDot.Columns);
            TSum sum70 = Bias(tile, row + 7, column), sum71 = Bias(tile, row + 7, column + TDot.Columns);
            var broadcast0 = tile.Broadcast + row * tile.BroadcastStride;
            var broadcast1 = broadcast0 + tile.BroadcastStride;
            var broadcast2 = broadcast1 + tile.BroadcastStride;
            var broadcast3 = broadcast2 + tile.BroadcastStride;
            var broadcast4 = broadcast3 + tile.BroadcastStride;
            var broadcast5 = broadcast4 + tile.BroadcastStride;
            var broadcast6 = broadcast5 + tile.BroadcastStride;
            var broadcast7 = broadcast6 + tile.BroadcastStride;
            var vector0 = Vector(tile, column);
            var vector1 = Vector(tile, column + TDot.Columns);
            var stride = tile.VectorQuadStride;
            var ahead = 2 * tile.VectorColumnStride;
            for (var groups = Groups(tile); groups > 0; groups--)
            {
                var v00 = TDot.Part<TForm>(vector0, stride, 0);
                var v01 = TDot.Parts > 1 ? TDot.Part<TForm>(vector0, stride, 1) : v00;
                var v02 = TDot.Parts > 2 ? TDot.Part<TForm>(vector0, stride, 2) : v00;
                var v03 = TDot.Parts > 3 ? TDot.Part<TForm>(vector0, stride, 3) : v00;
                var v10 = TDot.Part<TForm>(vector1, stride, 0);
                var v11 = TDot.Parts > 1 ? TDot.Part<TForm>(vector1, stride, 1) : v10;
                var v12 = TDot.Parts > 2 ? TDot.Part<TForm>(vector1, stride, 2) : v10;
                var v13 = TDot.Parts > 3 ? TDot.Part<TForm>(vector1, stride, 3) : v10;
                Prefetch(vector0 + ahead, vector1 + ahead, stride);
                Row(ref sum00, ref sum01, ref broadcast0, v00, v01, v02, v03, v10, v11, v12, v13);
                Row(ref sum10, ref sum11, ref broadcast1, v00, v01, v02, v03, v10, v11, v12, v13);
                Row(ref sum20, ref sum21, ref broadcast2, v00, v01, v02, v03, v10, v11, v12, v13);
                Row(ref sum30, ref sum31, ref broadcast3, v00, v01, v02, v03, v10, v11, v12, v13);
                Row(ref sum40, ref sum41, ref broadcast4, v00, v01, v02, v03, v10, v11, v12, v13);
                Row(ref sum50, ref sum51, ref broadcast5, v00, v01, v02, v03, v10, v11, v12, v13);
                Row(ref sum60, ref sum61, ref broadcast6, v00, v01, v02, v03, v10, v11, v12, v13);
                Row(ref sum70, ref sum71, ref broadcast7, v00, v01, v02, v03, v10, v11, v12, v13);
                vector0 += VectorStep * stride;
                vector1 += VectorStep * stride;
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
            TDot.Store(target + 4 * tileColumns, sum40);
            TDot.Store(target + 4 * tileColumns + TDot.Columns, sum41);
            TDot.Store(target + 5 * tileColumns, sum50);
            TDot.Store(target + 5 * tileColumns + TDot.Columns, sum51);
            TDot.Store(target + 6 * tileColumns, sum60);
            TDot.Store(target + 6 * tileColumns + TDot.Columns, sum61);
            TDot.Store(target + 7 * tileColumns, sum70);
            TDot.Store(target + 7 * tileColumns + TDot.Columns, sum71);
        }
    }
}
