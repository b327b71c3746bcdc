// Needs: MicroKernel.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <content>One row by 2 vectors, for what is left of less than 4 rows and for batches of one: 4 groups in flight, so that loads are the limit.</content>
static unsafe partial class MicroKernel<TForm, TDot, TRest, TSum, TBytes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows1(in TileArguments tile, nint row, nint column, nint tileColumns)
    {
        unchecked
        {
            TSum sum00 = Bias(tile, row, column), sum01 = Bias(tile, row, column + TDot.Columns);
            TSum sum10 = TDot.Broadcast(0), sum11 = sum10;
            TSum sum20 = TDot.Broadcast(0), sum21 = sum20;
            TSum sum30 = TDot.Broadcast(0), sum31 = sum30;
            var broadcast = tile.Broadcast + row * tile.BroadcastStride;
            var vector0 = Vector(tile, column);
            var vector1 = Vector(tile, column + TDot.Columns);
            var stride = tile.VectorQuadStride;
            var groups = Groups(tile);
            for (; groups >= 4; groups -= 4)
            {
                Group(ref sum00, ref sum01, broadcast, vector0, vector1, stride);
                Group(ref sum10, ref sum11, broadcast + 1 * BroadcastStep, vector0 + 1 * VectorStep * stride, vector1 + 1 * VectorStep * stride, stride);
                Group(ref sum20, ref sum21, broadcast + 2 * BroadcastStep, vector0 + 2 * VectorStep * stride, vector1 + 2 * VectorStep * stride, stride);
                Group(ref sum30, ref sum31, broadcast + 3 * BroadcastStep, vector0 + 3 * VectorStep * stride, vector1 + 3 * VectorStep * stride, stride);
                broadcast += 4 * BroadcastStep;
                vector0 += 4 * VectorStep * stride;
                vector1 += 4 * VectorStep * stride;
            }

            for (; groups > 0; groups--)
            {
                Group(ref sum00, ref sum01, broadcast, vector0, vector1, stride);
                broadcast += BroadcastStep;
                vector0 += VectorStep * stride;
                vector1 += VectorStep * stride;
            }

            var target = tile.Tile + row * tileColumns + column;
            TDot.Store(target, TDot.Plus(TDot.Plus(sum00, sum10), TDot.Plus(sum20, sum30)));
            TDot.Store(target + TDot.Columns, TDot.Plus(TDot.Plus(sum01, sum11), TDot.Plus(sum21, sum31)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Group(ref TSum sum0, ref TSum sum1, byte* broadcast, byte* vector0, byte* vector1, nint stride)
    {
        var q0 = TDot.Quad<TForm>(broadcast, 0);
        var v00 = TDot.Part<TForm>(vector0, stride, 0);
        var v10 = TDot.Part<TForm>(vector1, stride, 0);
        var q1 = TDot.Parts > 1 ? TDot.Quad<TForm>(broadcast, 1) : q0;
        var v01 = TDot.Parts > 1 ? TDot.Part<TForm>(vector0, stride, 1) : v00;
        var v11 = TDot.Parts > 1 ? TDot.Part<TForm>(vector1, stride, 1) : v10;
        var q2 = TDot.Parts > 2 ? TDot.Quad<TForm>(broadcast, 2) : q0;
        var v02 = TDot.Parts > 2 ? TDot.Part<TForm>(vector0, stride, 2) : v00;
        var v12 = TDot.Parts > 2 ? TDot.Part<TForm>(vector1, stride, 2) : v10;
        var q3 = TDot.Parts > 3 ? TDot.Quad<TForm>(broadcast, 3) : q0;
        var v03 = TDot.Parts > 3 ? TDot.Part<TForm>(vector0, stride, 3) : v00;
        var v13 = TDot.Parts > 3 ? TDot.Part<TForm>(vector1, stride, 3) : v10;
        sum0 = TDot.Add<TForm>(sum0, q0, q1, q2, q3, v00, v01, v02, v03);
        sum1 = TDot.Add<TForm>(sum1, q0, q1, q2, q3, v10, v11, v12, v13);
    }
}
