// Needs: ITier.cs
#nullable enable
namespace QMlp.Runtime;

/// <summary>What happens to a tile of accumulators before it goes to memory. A struct, so that the JIT compiles it into the driver.</summary>
partial interface IEpilogue
{
    /// <summary>Consumes a tile.</summary>
    /// <param name="tile">Accumulators, <see cref="ITier.TileColumns"/> from one row to the next.</param>
    /// <param name="row">Row of the output that the tile's first row stands for.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="column">Column of the output that the tile's first column stands for.</param>
    /// <param name="columns">Columns of the tile that exist in the output.</param>
    unsafe void Apply<TTier, TForm>(int* tile, int row, int rows, int column, int columns)
        where TTier : struct, ITier
        where TForm : struct, IMixingForm;
}
