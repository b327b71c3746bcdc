// Needs: TileArguments.cs MixingForm.cs
#nullable enable
namespace QMlp.Runtime;

/// <summary>
/// One instruction set. Every driver and every emitted layer method is generic on a struct that implements this interface, so that the
/// JIT compiles it once for each tier that is used, with every constant below folded. All tiers give the same bits.
/// </summary>
partial interface ITier
{
    /// <summary>Name as users write it: <c>scalar</c>, <c>vector128</c>, <c>avx2</c>, <c>avx512</c>, <c>avxvnni</c>, <c>avx512vnni</c>.</summary>
    static abstract string Name { get; }

    /// <summary>True where this process can run the tier.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>32-bit values that elementwise work (epilogues, norms, tables) handles at a time: 1, 4, 8 or 16.</summary>
    static abstract int Lanes { get; }

    /// <summary>Largest number of rows of a tile; a multiple of 4, so that tiles of tokens end where quads of tokens end.</summary>
    static abstract int TileRows { get; }

    /// <summary>Rows that the micro-kernel holds in registers at a time: rows divided between threads are divided at multiples of it.</summary>
    static abstract int BlockRows { get; }

    /// <summary>Columns of a tile, and the distance between its rows: 16 or 32.</summary>
    static abstract int TileColumns { get; }

    /// <summary>
    /// The micro-kernel: writes one tile of accumulators, starting from the bias, over the whole depth of the product.
    /// </summary>
    /// <typeparam name="TForm">Which operand is broadcast: <see cref="ChannelForm"/> or <see cref="TokenForm"/>.</typeparam>
    static abstract void Tile<TForm>(in TileArguments tile)
        where TForm : struct, IMixingForm;
}
