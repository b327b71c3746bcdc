// Needs: ITier.cs MicroKernel.cs Vnni256.cs Nibbles256.cs Pairs512.cs Nibbles512.cs Lanes256.cs Lanes512.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>AVX-VNNI: <c>vpdpbusd</c> on 256 bits. Where the processor has AVX-512 as well, elementwise work takes 512 bits, and so do products
/// that may be added in 16 bits before they are widened: 5 or 6 instructions on 512 bits where <c>vpdpbusd</c> on 256 bits takes 8.</summary>
readonly partial struct AvxVnniTier : ITier
{
    /// <inheritdoc/>
    public static string Name => "avxvnni";

    /// <inheritdoc/>
    public static bool IsSupported => AvxVnni.IsSupported;

    /// <inheritdoc/>
    public static int Lanes => Avx512BW.IsSupported ? 16 : 8;

    /// <inheritdoc/>
    public static int TileRows => 24;

    /// <inheritdoc/>
    public static int BlockRows => 6;

    /// <inheritdoc/>
    public static int TileColumns => 32;

    /// <inheritdoc/>
    public static void Tile<TForm>(in TileArguments tile)
        where TForm : struct, IMixingForm
    {
        if (Avx512BW.IsSupported && tile.WeightBits == 4)
        {
            MicroKernel<TForm, Nibbles512<Pairs512By4>, Nibbles512<Pairs512By1>, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
        else if (Avx512BW.IsSupported && tile.Certificate >= 4)
        {
            MicroKernel<TForm, Pairs512By4, Pairs512By1, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
        else if (Avx512BW.IsSupported && tile.Certificate >= 2)
        {
            MicroKernel<TForm, Pairs512By2, Pairs512By1, Vector512<int>, Vector512<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.WeightBits == 4)
        {
            MicroKernel<TForm, Nibbles256<Vnni256By2>, Nibbles256<Vnni256>, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
        }
        else
        {
            MicroKernel<TForm, Vnni256, Vnni256, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
        }
    }
}
