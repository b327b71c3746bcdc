// Needs: IEpilogue.cs ProductEpilogue.cs Elementwise.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>
/// Requantizes to unsigned bytes: q = clamp(round(v) + zeroPoint, low, high); y = table is null ? q : table[q].
/// A bounded activation is nothing but low and high; any other one is the table.
/// </summary>
readonly unsafe partial struct U8Epilogue : IEpilogue
{
    /// <summary>First byte of row 0, column 0.</summary>
    public byte* Output { get; init; }

    /// <summary>Row-major: bytes from one row to the next. Interleaved: bytes from one quad of rows to the next.</summary>
    public nint Stride { get; init; }

    /// <summary>
    /// False: [rows][columns]. True: [rows/4][columns][4], the layout that token mixing reads; the missing rows of a last quad that is
    /// not full get an arbitrary value, which the zero weights there make harmless.
    /// </summary>
    public bool Interleaved { get; init; }

    /// <summary>f32[N].</summary>
    public float* Multiplier { get; init; }

    /// <summary>f32 for each column, or null. Token form only.</summary>
    public float* ColumnMultiplier { get; init; }

    /// <summary>Of the output, or of the table's input.</summary>
    public int ZeroPoint { get; init; }

    /// <summary>Lower bound of q.</summary>
    public int Low { get; init; }

    /// <summary>Upper bound of q.</summary>
    public int High { get; init; }

    /// <summary>u8[256], or null.</summary>
    public byte* Table { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply<TTier, TForm>(int* tile, int row, int rows, int column, int columns)
        where TTier : struct, ITier
        where TForm : struct, IMixingForm
    {
        var body = new Body<TTier, TForm> { Epilogue = this, Tile = tile, Row = row, Rows = rows, Column = column };
        Elementwise<TTier>.Run(ref body, columns);
    }

    private struct Body<TTier, TForm> : IElementwise
        where TTier : struct, ITier
        where TForm : struct, IMixingForm
    {
        public U8Epilogue Epilogue;
        public int* Tile;
        public nint Row;
        public nint Rows;
        public nint Column;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                if (Epilogue.Interleaved)
                {
                    Quads<TLanes, TFloat, TInt>(begin, end);
                    return;
                }

                // Two vectors of columns at a time; one may remain.
                for (; begin <= end - 2 * TLanes.Count; begin += 2 * TLanes.Count)
                {
                    Pair<TLanes, TFloat, TInt>(begin);
                }

                if (begin < end)
                {
                    Single<TLanes, TFloat, TInt>(begin, end);
                }
            }
        }

        /// <summary>
        /// All rows of two vectors of columns, two rows at a time; an odd last row is its own second row.
        /// Not inlined, and settings copied to locals: inside the driver they would stay in memory.
        /// </summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private readonly void Pair<TLanes, TFloat, TInt>(nint column)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var range = TLanes.Range(Epilogue.ZeroPoint, Epilogue.Low, Epilogue.High, Epilogue.Table);
                var tile = Tile + column;
                var (row, end, j) = (Row, Row + Rows, Column + column);
                var multiplier = Epilogue.Multiplier;
                var columnMultiplier = Epilogue.ColumnMultiplier;
                var stride = Epilogue.Stride;
                var output = Epilogue.Output + row * stride + j;
                for (; row < end; row += 2)
                {
                    nint next = row + 1 < end ? 1 : 0;
                    var tile1 = tile + next * TTier.TileColumns;
                    TLanes.StoreRows(
                        output,
                        output + next * stride,
                        Round<TLanes, TFloat, TInt>(tile, multiplier, columnMultiplier, row, j),
                        Round<TLanes, TFloat, TInt>(tile + TLanes.Count, multiplier, columnMultiplier, row, j + TLanes.Count),
                        Round<TLanes, TFloat, TInt>(tile1, multiplier, columnMultiplier, row + next, j),
                        Round<TLanes, TFloat, TInt>(tile1 + TLanes.Count, multiplier, columnMultiplier, row + next, j + TLanes.Count),
                        range);
                    tile += 2 * TTier.TileColumns;
                    output += 2 * stride;
                }
            }
        }

        /// <summary>All rows of the columns that do not fill two vectors.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private readonly void Single<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var zeroPoint = TLanes.Broadcast(Epilogue.ZeroPoint);
                var low = TLanes.Broadcast((float)(Epilogue.Low - Epilogue.ZeroPoint));
                var high = TLanes.Broadcast((float)(Epilogue.High - Epilogue.ZeroPoint));
                var output = Epilogue.Output + Row * Epilogue.Stride + Column;
                for (nint r = 0; r < Rows; r++)
                {
                    for (var c = begin; c < end; c += TLanes.Count)
                    {
                        var v = TLanes.Clamp(
                            ProductEpilogue.Scale<TForm, TLanes, TFloat, TInt>(
                                Tile + r * TTier.TileColumns + c, Epilogue.Multiplier, Epilogue.ColumnMultiplier, Row + r, Column + c),
                            low,
                            high);
                        TLanes.Store(output + c, TLanes.Add(TLanes.Round(v), zeroPoint));
                    }

                    if (Epilogue.Table is not null)
                    {
                        TLanes.Lookup(Epilogue.Table, output + begin, output + begin, end - begin);
                    }

                    output += Epilogue.Stride;
                }
            }
        }

        /// <summary>Four rows of one vector of columns at a time; where the last quad is not full its last row stands in for the missing ones.</summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private readonly void Quads<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var range = TLanes.Range(Epilogue.ZeroPoint, Epilogue.Low, Epilogue.High, Epilogue.Table);
                var tile = Tile;
                var (row, last, column) = (Row, Row + Rows - 1, Column);
                var multiplier = Epilogue.Multiplier;
                var columnMultiplier = Epilogue.ColumnMultiplier;
                var stride = Epilogue.Stride;
                var output = Epilogue.Output + row / 4 * stride + column * 4;
                for (; row <= last; row += 4)
                {
                    var row1 = row + 1 < last ? row + 1 : last;
                    var row2 = row + 2 < last ? row + 2 : last;
                    var row3 = row + 3 < last ? row + 3 : last;
                    var tile1 = tile + (row1 - row) * TTier.TileColumns;
                    var tile2 = tile + (row2 - row) * TTier.TileColumns;
                    var tile3 = tile + (row3 - row) * TTier.TileColumns;
                    for (var c = begin; c < end; c += TLanes.Count)
                    {
                        TLanes.StoreQuads(
                            output + c * 4,
                            Round<TLanes, TFloat, TInt>(tile + c, multiplier, columnMultiplier, row, column + c),
                            Round<TLanes, TFloat, TInt>(tile1 + c, multiplier, columnMultiplier, row1, column + c),
                            Round<TLanes, TFloat, TInt>(tile2 + c, multiplier, columnMultiplier, row2, column + c),
                            Round<TLanes, TFloat, TInt>(tile3 + c, multiplier, columnMultiplier, row3, column + c),
                            range);
                    }

                    tile += 4 * TTier.TileColumns;
                    output += stride;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TInt Round<TLanes, TFloat, TInt>(int* accumulators, float* multiplier, float* columnMultiplier, nint row, nint column)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            TLanes.RoundSaturated(ProductEpilogue.Scale<TForm, TLanes, TFloat, TInt>(accumulators, multiplier, columnMultiplier, row, column));
    }
}
