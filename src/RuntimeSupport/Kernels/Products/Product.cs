// Needs: ITier.cs IEpilogue.cs TileArguments.cs MixingForm.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>
/// The loop that both drivers share: columns in blocks of a tile's width outside, so that the vector operand of a block stays in the
/// first-level cache; rows in blocks of a tile's height inside; each tile goes from the micro-kernel to the epilogue through a buffer on the stack.
/// </summary>
static unsafe partial class Product<TTier, TForm, TEpilogue>
    where TTier : struct, ITier
    where TForm : struct, IMixingForm
    where TEpilogue : struct, IEpilogue
{
    /// <summary>Computes the rows and columns given.</summary>
    /// <param name="operands">
    /// Operands of row 0 and column 0, depth and weight format. Rows, bias and tile are set here for each tile, bias being given for row or column 0.
    /// </param>
    /// <param name="rowBegin">First row; a multiple of 4 where the epilogue interleaves.</param>
    /// <param name="rowEnd">Behind the last row.</param>
    /// <param name="columnBegin">First column; a multiple of 16 in channel form.</param>
    /// <param name="columnEnd">Behind the last column.</param>
    /// <param name="epilogue">What happens to each tile.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in TileArguments operands, int rowBegin, int rowEnd, int columnBegin, int columnEnd, in TEpilogue epilogue)
    {
        unchecked
        {
            // One cache line more than a tile, to begin on a cache line: no store of a full vector crosses one.
            var buffer = stackalloc int[TTier.TileRows * TTier.TileColumns + 16];
            var biasTail = stackalloc int[TTier.TileColumns];
            var tile = operands;
            tile.Tile = (int*)(((nint)buffer + 63) & -64);
            var allRows = rowEnd - rowBegin;
            tile.PrefetchStride = allRows <= TTier.BlockRows ? 2 * 64 : (2 * 64 * TTier.BlockRows + allRows - 1) / allRows;
            for (var column = columnBegin; column < columnEnd; column += TTier.TileColumns)
            {
                var columns = columnEnd - column < TTier.TileColumns ? columnEnd - column : TTier.TileColumns;
                tile.Vector = operands.Vector + (nint)(column / 16) * operands.VectorColumnStride + column % 16 * 4;
                tile.VectorColumnStride = columns > 16 ? operands.VectorColumnStride : 0;
                if (!TForm.WeightsAreBroadcast)
                {
                    tile.Bias = columns == TTier.TileColumns ? operands.Bias + column : CopyBias(operands.Bias + column, columns, biasTail);
                }

                for (var row = rowBegin; row < rowEnd; row += TTier.TileRows)
                {
                    var rows = rowEnd - row < TTier.TileRows ? rowEnd - row : TTier.TileRows;
                    tile.Rows = rows;
                    tile.Broadcast = operands.Broadcast + row * operands.BroadcastStride;
                    if (TForm.WeightsAreBroadcast)
                    {
                        tile.Bias = operands.Bias + row;
                    }
                    else
                    {
                        var nextWeights = 2 * operands.VectorColumnStride;
                        tile.Prefetch = tile.Vector + nextWeights + nextWeights * (row - rowBegin) / allRows;
                    }

                    TTier.Tile<TForm>(tile);
                    epilogue.Apply<TTier, TForm>(tile.Tile, row, rows, column, columns);
                }
            }
        }
    }

    /// <summary>The bias of a last block that is not full, continued with zeros: micro-kernels read a whole block of it.</summary>
    private static int* CopyBias(int* bias, int columns, int* copy)
    {
        for (var column = 0; column < TTier.TileColumns; column++)
        {
            copy[column] = column < columns ? Unsafe.ReadUnaligned<int>(bias + column) : 0;
        }

        return copy;
    }
}
