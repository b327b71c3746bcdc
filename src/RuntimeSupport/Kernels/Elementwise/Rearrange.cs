// Needs: IndexMap.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Runtime.CompilerServices;

/// <summary>Copies by an index map; y is row-major over its dimensions.</summary>
static unsafe partial class Rearrange
{
    /// <summary>Copies all elements.</summary>
    /// <typeparam name="TElement">byte, short, int or float: only its size matters.</typeparam>
    /// <param name="x">Element 0 of the source; must not overlap y.</param>
    /// <param name="y">Receives the product of the dimensions elements.</param>
    /// <param name="map">Where each element of y stands in x.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TElement>(TElement* x, TElement* y, in IndexMap map)
        where TElement : unmanaged
    {
        unchecked
        {
            var dims = map.Dims;
            var strides = map.Strides;

            // Trailing dimensions that lie in x as they lie in y are one run.
            nint run = 1;
            var rank = dims.Length;
            while (rank > 0 && (strides[rank - 1] == run || dims[rank - 1] == 1))
            {
                run *= dims[--rank];
            }

            Level(x + map.Offset, ref y, dims[..rank], strides, run);
        }
    }

    private static void Level<TElement>(TElement* x, ref TElement* y, ReadOnlySpan<int> dims, ReadOnlySpan<int> strides, nint run)
        where TElement : unmanaged
    {
        unchecked
        {
            if (dims.Length == 0)
            {
                Buffer.MemoryCopy(x, y, run * sizeof(TElement), run * sizeof(TElement));
                y += run;
                return;
            }

            nint stride = strides[0];
            if (dims.Length > 1)
            {
                for (nint i = 0; i < dims[0]; i++)
                {
                    Level(x + i * stride, ref y, dims[1..], strides[1..], run);
                }

                return;
            }

            Innermost(x, y, dims[0], stride, run);
            y += dims[0] * run;
        }
    }

    private static void Innermost<TElement>(TElement* x, TElement* y, nint count, nint stride, nint run)
        where TElement : unmanaged
    {
        unchecked
        {
            if (run == 1)
            {
                for (nint i = 0; i < count; i++)
                {
                    Unsafe.WriteUnaligned(y + i, Unsafe.ReadUnaligned<TElement>(x + i * stride));
                }

                return;
            }

            for (nint i = 0; i < count; i++)
            {
                Buffer.MemoryCopy(x + i * stride, y + i * run, run * sizeof(TElement), run * sizeof(TElement));
            }
        }
    }
}
