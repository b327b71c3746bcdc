// Needs: ITier.cs MicroKernel.cs Pairs256.cs Widened256.cs Nibbles256.cs Lanes256.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>AVX2: <c>vpmaddubsw</c> where a certificate allows it, else <c>vpmaddwd</c>.</summary>
readonly partial struct Avx2Tier : ITier
{
    /// <inheritdoc/>
    public static string Name => "avx2";

    /// <inheritdoc/>
    public static bool IsSupported => Avx2.IsSupported;

    /// <inheritdoc/>
    public static int Lanes => 8;

    /// <inheritdoc/>
    public static int TileRows => 16;

    /// <inheritdoc/>
    public static int BlockRows => 4;

    /// <inheritdoc/>
    public static int TileColumns => 16;

    /// <inheritdoc/>
    public static void Tile<TForm>(in TileArguments tile)
        where TForm : struct, IMixingForm
    {
        if (tile.WeightBits == 4)
        {
            MicroKernel<TForm, Nibbles256<Pairs256By4>, Nibbles256<Pairs256By1>, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.Certificate >= 4)
        {
            MicroKernel<TForm, Pairs256By4, Pairs256By1, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.Certificate >= 2)
        {
            MicroKernel<TForm, Pairs256By2, Pairs256By1, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.Certificate >= 1)
        {
            MicroKernel<TForm, Pairs256By1, Pairs256By1, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
        }
        else
        {
            MicroKernel<TForm, Widened256, Widened256, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
        }
    }
}
