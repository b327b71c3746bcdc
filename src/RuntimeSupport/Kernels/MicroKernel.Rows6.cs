// Needs: MicroKernel.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

/// <content>6 rows by 2 vectors: 12 sums in flight hide the latency of <c>vpdpbusd</c>, and still leave registers for the operands among sixteen.</content>
static unsafe partial class MicroKernel<TForm, TDot, TRest, TSum, TBytes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows6(in TileArguments tile, nint row, nint column, nint tileColumns)
    {
        unchecked
        {
            var target = tile.Tile + row * tileColumns + column;
            var sum00 = TDot.Load(target);
            var sum01 = TDot.Load(target + TDot.Columns);
            var sum10 = TDot.Load(target + tileColumns);
            var sum11 = TDot.Load(target + tileColumns + TDot.Columns);
            var sum20 = TDot.Load(target + 2 * tileColumns);
            var sum21 = TDot.Load(target + 2 * tileColumns + TDot.Columns);
            var sum30 = TDot.Load(target + 3 * tileColumns);
            var sum31 = TDot.Load(target + 3 * tileColumns + TDot.Columns);
            var sum40 = TDot.Load(target + 4 * tileColumns);
            var sum41 = TDot.Load(target + 4 * tileColumns + TDot.Columns);
            var sum50 = TDot.Load(target + 5 * tileColumns);
            var sum51 = TDot.Load(target + 5 * tileColumns + TDot.Columns);
            var broadcast0 = tile.Broadcast + row * tile.BroadcastStride;
            var broadcast1 = broadcast0 + tile.BroadcastStride;
            var broadcast2 = broadcast1 + tile.BroadcastStride;
            var broadcast3 = broadcast2 + tile.BroadcastStride;
            var broadcast4 = broadcast3 + tile.BroadcastStride;
            var broadcast5 = broadcast4 + tile.BroadcastStride;
            var vector0 = Vector(tile, column);
            var vector1 = Vector(tile, column + TDot.Columns);
            var stride = tile.VectorQuadStride;
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
                var q00 = TDot.Quad<TForm>(broadcast0, 0);
                var q01 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast0, 1) : q00;
                var q02 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast0, 2) : q00;
                var q03 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast0, 3) : q00;
                sum00 = TDot.Add<TForm>(sum00, q00, q01, q02, q03, v00, v01, v02, v03);
                sum01 = TDot.Add<TForm>(sum01, q00, q01, q02, q03, v10, v11, v12, v13);
                var q10 = TDot.Quad<TForm>(broadcast1, 0);
                var q11 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast1, 1) : q10;
                var q12 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast1, 2) : q10;
                var q13 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast1, 3) : q10;
                sum10 = TDot.Add<TForm>(sum10, q10, q11, q12, q13, v00, v01, v02, v03);
                sum11 = TDot.Add<TForm>(sum11, q10, q11, q12, q13, v10, v11, v12, v13);
                var q20 = TDot.Quad<TForm>(broadcast2, 0);
                var q21 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast2, 1) : q20;
                var q22 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast2, 2) : q20;
                var q23 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast2, 3) : q20;
                sum20 = TDot.Add<TForm>(sum20, q20, q21, q22, q23, v00, v01, v02, v03);
                sum21 = TDot.Add<TForm>(sum21, q20, q21, q22, q23, v10, v11, v12, v13);
                var q30 = TDot.Quad<TForm>(broadcast3, 0);
                var q31 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast3, 1) : q30;
                var q32 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast3, 2) : q30;
                var q33 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast3, 3) : q30;
                sum30 = TDot.Add<TForm>(sum30, q30, q31, q32, q33, v00, v01, v02, v03);
                sum31 = TDot.Add<TForm>(sum31, q30, q31, q32, q33, v10, v11, v12, v13);
                var q40 = TDot.Quad<TForm>(broadcast4, 0);
                var q41 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast4, 1) : q40;
                var q42 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast4, 2) : q40;
                var q43 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast4, 3) : q40;
                sum40 = TDot.Add<TForm>(sum40, q40, q41, q42, q43, v00, v01, v02, v03);
                sum41 = TDot.Add<TForm>(sum41, q40, q41, q42, q43, v10, v11, v12, v13);
                var q50 = TDot.Quad<TForm>(broadcast5, 0);
                var q51 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast5, 1) : q50;
                var q52 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast5, 2) : q50;
                var q53 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast5, 3) : q50;
                sum50 = TDot.Add<TForm>(sum50, q50, q51, q52, q53, v00, v01, v02, v03);
                sum51 = TDot.Add<TForm>(sum51, q50, q51, q52, q53, v10, v11, v12, v13);
                broadcast0 += BroadcastStep;
                broadcast1 += BroadcastStep;
                broadcast2 += BroadcastStep;
                broadcast3 += BroadcastStep;
                broadcast4 += BroadcastStep;
                broadcast5 += BroadcastStep;
                vector0 += VectorStep * stride;
                vector1 += VectorStep * stride;
            }

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
        }
    }
}
