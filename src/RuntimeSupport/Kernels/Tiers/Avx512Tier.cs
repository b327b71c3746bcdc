// Needs: ITier.cs MicroKernel.cs Pairs512.cs Widened512.cs Nibbles512.cs Lanes512.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>AVX-512 (F, BW) without a byte dot product: <c>vpmaddubsw</c> where a certificate allows it, else <c>vpmaddwd</c>.</summary>
readonly partial struct Avx512Tier : ITier
{
    /// <inheritdoc/>
    public static string Name => "avx512";

    /// <inheritdoc/>
    public static bool IsSupported => Avx512BW.IsSupported;

    /// <inheritdoc/>
    public static int Lanes => 16;

    /// <inheritdoc/>
    public static int TileRows => 24;

    /// <inheritdoc/>
    public static int BlockRows => 8;

    /// <inheritdoc/>
    public static int TileColumns => 32;

    /// <inheritdoc/>
    public static void Tile<TForm>(in TileArguments tile)
        where TForm : struct, IMixingForm
    {
        if (tile.WeightBits == 4)
        {
            MicroKernel<TForm, Nibbles512<Pairs512By4>, Nibbles512<Pairs512By1>, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.Certificate >= 4)
        {
            MicroKernel<TForm, Pairs512By4, Pairs512By1, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.Certificate >= 2)
        {
            MicroKernel<TForm, Pairs512By2, Pairs512By1, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.Certificate >= 1)
        {
            MicroKernel<TForm, Pairs512By1, Pairs512By1, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
        else
        {
            MicroKernel<TForm, Widened512, Widened512, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
    }
}
