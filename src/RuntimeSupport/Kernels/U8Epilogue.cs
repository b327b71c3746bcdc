// Needs: IEpilogue.cs ProductEpilogue.cs Elementwise.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

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
        where TForm : struct, IMixingForm =>
        Elementwise<TTier>.Run(new Body<TTier, TForm> { Epilogue = this, Tile = tile, Row = row, Rows = rows, Column = column }, columns);

    private struct Body<TTier, TForm> : IElementwise
        where TTier : struct, ITier
        where TForm : struct, IMixingForm
    {
        public U8Epilogue Epilogue;
        public int* Tile;
        public nint Row;
        public nint Rows;
        public nint Column;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

        private readonly ByteRange Range => new()
        {
            ZeroPoint = Epilogue.ZeroPoint, Low = Epilogue.Low, High = Epilogue.High, Table = Epilogue.Table,
        };

        /// <summary>All rows of two vectors of columns, two rows at a time; an odd last row is its own second row.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Pair<TLanes, TFloat, TInt>(nint column)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var range = Range;
                var stride = Epilogue.Stride;
                var output = Epilogue.Output + Row * stride + Column + column;
                for (nint r = 0; r < Rows; r += 2)
                {
                    var second = r + 1 < Rows ? r + 1 : r;
                    TLanes.StoreRows(
                        output + r * stride,
                        output + second * stride,
                        Round<TLanes, TFloat, TInt>(r, column),
                        Round<TLanes, TFloat, TInt>(r, column + TLanes.Count),
                        Round<TLanes, TFloat, TInt>(second, column),
                        Round<TLanes, TFloat, TInt>(second, column + TLanes.Count),
                        range);
                }
            }
        }

        /// <summary>All rows of the columns that do not fill two vectors.</summary>
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
                        var v = TLanes.Clamp(Value<TLanes, TFloat, TInt>(r, c), low, high);
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

        private readonly void Quads<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var range = Range;
                var output = Epilogue.Output + Row / 4 * Epilogue.Stride + Column * 4;

                // Where the last quad is not full its last row stands in for the missing ones.
                var last = Rows - 1;
                for (nint r = 0; r < Rows; r += 4)
                {
                    for (var c = begin; c < end; c += TLanes.Count)
                    {
                        TLanes.StoreQuads(
                            output + c * 4,
                            Round<TLanes, TFloat, TInt>(r, c),
                            Round<TLanes, TFloat, TInt>(r + 1 < last ? r + 1 : last, c),
                            Round<TLanes, TFloat, TInt>(r + 2 < last ? r + 2 : last, c),
                            Round<TLanes, TFloat, TInt>(r + 3 < last ? r + 3 : last, c),
                            range);
                    }

                    output += Epilogue.Stride;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TInt Round<TLanes, TFloat, TInt>(nint r, nint c)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            TLanes.RoundSaturated(Value<TLanes, TFloat, TInt>(r, c));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TFloat Value<TLanes, TFloat, TInt>(nint r, nint c)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            unchecked(ProductEpilogue.Scale<TForm, TLanes, TFloat, TInt>(
                Tile + r * TTier.TileColumns + c, Epilogue.Multiplier, Epilogue.ColumnMultiplier, Row + r, Column + c));
    }
}
