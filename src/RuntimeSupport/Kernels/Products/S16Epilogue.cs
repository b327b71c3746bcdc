// Needs: IEpilogue.cs ProductEpilogue.cs Elementwise.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>
/// Requantizes to the residual stream: y = clamp(round(v), low, high), or with a residual
/// y = clamp(round(v + float(residual[n, j]) * residualMultiplier), low, high), the two products rounded separately.
/// </summary>
readonly unsafe partial struct S16Epilogue : IEpilogue
{
    /// <summary>First value of row 0, column 0. May be <see cref="Residual"/>: each value is read before it is written, once.</summary>
    public short* Output { get; init; }

    /// <summary>Values (not bytes) from one row of the output to the next.</summary>
    public nint Stride { get; init; }

    /// <summary>f32[N].</summary>
    public float* Multiplier { get; init; }

    /// <summary>f32 for each column, or null. Token form only.</summary>
    public float* ColumnMultiplier { get; init; }

    /// <summary>Lower bound.</summary>
    public int Low { get; init; }

    /// <summary>Upper bound.</summary>
    public int High { get; init; }

    /// <summary>s16 of the output's shape, or null.</summary>
    public short* Residual { get; init; }

    /// <summary>Values from one row of the residual to the next.</summary>
    public nint ResidualStride { get; init; }

    /// <summary>scale(residual) / scale(output).</summary>
    public float ResidualMultiplier { get; init; }

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
        public S16Epilogue Epilogue;
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
        /// All rows of two vectors of columns. Not inlined, and settings copied to locals: inside the driver they would stay in memory.
        /// </summary>
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private readonly void Pair<TLanes, TFloat, TInt>(nint column)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var tile = Tile + column;
                var (row, end, j) = (Row, Row + Rows, Column + column);
                var multiplier = Epilogue.Multiplier;
                var columnMultiplier = Epilogue.ColumnMultiplier;
                var (low, high) = (TLanes.BroadcastShort(Epilogue.Low), TLanes.BroadcastShort(Epilogue.High));
                var (stride, residualStride) = (Epilogue.Stride, Epilogue.ResidualStride);
                var output = Epilogue.Output + row * stride + j;
                var residual = Epilogue.Residual is null ? null : Epilogue.Residual + row * residualStride + j;
                var residualMultiplier = TLanes.Broadcast(Epilogue.ResidualMultiplier);
                for (; row < end; row++)
                {
                    var first = ProductEpilogue.Scale<TForm, TLanes, TFloat, TInt>(tile, multiplier, columnMultiplier, row, j);
                    var second = ProductEpilogue.Scale<TForm, TLanes, TFloat, TInt>(
                        tile + TLanes.Count, multiplier, columnMultiplier, row, j + TLanes.Count);
                    if (residual is not null)
                    {
                        first = TLanes.Add(first, TLanes.Multiply(TLanes.LoadConverted(residual), residualMultiplier));
                        second = TLanes.Add(second, TLanes.Multiply(TLanes.LoadConverted(residual + TLanes.Count), residualMultiplier));
                        residual += residualStride;
                    }

                    TLanes.StoreShorts(output, TLanes.RoundSaturated(first), TLanes.RoundSaturated(second), low, high);
                    output += stride;
                    tile += TTier.TileColumns;
                }
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private readonly void Single<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                var low = TLanes.Broadcast((float)Epilogue.Low);
                var high = TLanes.Broadcast((float)Epilogue.High);
                var residualMultiplier = TLanes.Broadcast(Epilogue.ResidualMultiplier);
                for (nint r = 0; r < Rows; r++)
                {
                    var output = Epilogue.Output + (Row + r) * Epilogue.Stride + Column;
                    var residual = Epilogue.Residual is null ? null : Epilogue.Residual + (Row + r) * Epilogue.ResidualStride + Column;
                    for (var c = begin; c < end; c += TLanes.Count)
                    {
                        var v = Value<TLanes, TFloat, TInt>(r, c);
                        if (residual is not null)
                        {
                            v = TLanes.Add(v, TLanes.Multiply(TLanes.LoadConverted(residual + c), residualMultiplier));
                        }

                        TLanes.Store(output + c, TLanes.Round(TLanes.Clamp(v, low, high)));
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TFloat Value<TLanes, TFloat, TInt>(nint r, nint c)
            where TLanes : struct, ILanes<TFloat, TInt> =>
            unchecked(ProductEpilogue.Scale<TForm, TLanes, TFloat, TInt>(
                Tile + r * TTier.TileColumns + c, Epilogue.Multiplier, Epilogue.ColumnMultiplier, Row + r, Column + c));
    }
}
