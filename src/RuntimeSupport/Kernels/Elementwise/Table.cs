// Needs: ITier.cs ScalarLanes.cs Lanes128.cs Lanes256.cs Lanes512.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>Elementwise function of u8 values by a table of 256 bytes.</summary>
static unsafe partial class Table<TTier>
    where TTier : struct, ITier
{
    /// <summary>y[i] = table[x[i]] for i below length; y may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(byte* table, byte* x, byte* y, nint length)
    {
        if (TTier.Lanes == 16)
        {
            Lanes512.Lookup(table, x, y, length);
        }
        else if (TTier.Lanes == 8)
        {
            Lanes256.Lookup(table, x, y, length);
        }
        else if (TTier.Lanes == 4)
        {
            Lanes128.Lookup(table, x, y, length);
        }
        else
        {
            ScalarLanes.Lookup(table, x, y, length);
        }
    }

    /// <summary>The same for a range of columns of each row: one quantizer group of a tensor.</summary>
    /// <param name="table">u8[256].</param>
    /// <param name="x">First value of row 0.</param>
    /// <param name="stride">Bytes from one row of x to the next.</param>
    /// <param name="y">First value of row 0; may be x.</param>
    /// <param name="yStride">Bytes from one row of y to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Values of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(byte* table, byte* x, nint stride, byte* y, nint yStride, int rows, int columns)
    {
        unchecked
        {
            for (nint row = 0; row < rows; row++)
            {
                Run(table, x + row * stride, y + row * yStride, columns);
            }
        }
    }
}
