// Needs: IEpilogue.cs ProductEpilogue.cs Elementwise.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>The end of the network: y = v, float32, not rounded any further; or the accumulators as they are.</summary>
readonly unsafe partial struct F32Epilogue : IEpilogue
{
    /// <summary>First value of row 0, column 0; not used where there are <see cref="Accumulators"/>.</summary>
    public float* Output { get; init; }

    /// <summary>First value of row 0, column 0 of where the accumulators go instead of floats, or null.</summary>
    public int* Accumulators { get; init; }

    /// <summary>Values (not bytes) from one row to the next.</summary>
    public nint Stride { get; init; }

    /// <summary>f32[N].</summary>
    public float* Multiplier { get; init; }

    /// <summary>f32 for each column, or null. Token form only.</summary>
    public float* ColumnMultiplier { get; init; }

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
        public F32Epilogue Epilogue;
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
                if (Epilogue.Accumulators is not null)
                {
                    Copy<TLanes, TFloat, TInt>(begin, end);
                    return;
                }

                for (nint r = 0; r < Rows; r++)
                {
                    var output = Epilogue.Output + (Row + r) * Epilogue.Stride + Column;
                    for (var c = begin; c < end; c += TLanes.Count)
                    {
                        TLanes.Store(
                            output + c,
                            ProductEpilogue.Scale<TForm, TLanes, TFloat, TInt>(
                                Tile + r * TTier.TileColumns + c, Epilogue.Multiplier, Epilogue.ColumnMultiplier, Row + r, Column + c));
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private readonly void Copy<TLanes, TFloat, TInt>(nint begin, nint end)
            where TLanes : struct, ILanes<TFloat, TInt>
        {
            unchecked
            {
                for (nint r = 0; r < Rows; r++)
                {
                    var target = Epilogue.Accumulators + (Row + r) * Epilogue.Stride + Column;
                    for (var c = begin; c < end; c += TLanes.Count)
                    {
                        TLanes.Store(target + c, TLanes.LoadInts(Tile + r * TTier.TileColumns + c));
                    }
                }
            }
        }
    }
}
