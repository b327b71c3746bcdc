// Needs: ITier.cs MicroKernel.cs Pairs128.cs Portable128.cs Nibbles128.cs Lanes128.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>Any 128-bit instruction set; on x86 <c>pmaddubsw</c> and <c>pmaddwd</c>, on Arm the dot product where there is one.</summary>
readonly partial struct Vector128Tier : ITier
{
    /// <inheritdoc/>
    public static string Name => "vector128";

    /// <inheritdoc/>
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    /// <inheritdoc/>
    public static int Lanes => 4;

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
        if (Ssse3.IsSupported && tile.WeightBits == 4)
        {
            MicroKernel<TForm, Nibbles128<Pairs128By4>, Nibbles128<Pairs128By1>, Vector128<int>, Vector128<byte>>.Tile(tile, TileColumns);
        }
        else if (Ssse3.IsSupported && tile.Certificate >= 4)
        {
            MicroKernel<TForm, Pairs128By4, Pairs128By1, Vector128<int>, Vector128<byte>>.Tile(tile, TileColumns);
        }
        else if (Ssse3.IsSupported && tile.Certificate >= 2)
        {
            MicroKernel<TForm, Pairs128By2, Pairs128By1, Vector128<int>, Vector128<byte>>.Tile(tile, TileColumns);
        }
        else if (Ssse3.IsSupported && tile.Certificate >= 1)
        {
            MicroKernel<TForm, Pairs128By1, Pairs128By1, Vector128<int>, Vector128<byte>>.Tile(tile, TileColumns);
        }
        else if (tile.WeightBits == 4)
        {
            MicroKernel<TForm, Nibbles128<Portable128By2>, Nibbles128<Portable128>, Vector128<int>, Vector128<byte>>.Tile(tile, TileColumns);
        }
        else
        {
            MicroKernel<TForm, Portable128, Portable128, Vector128<int>, Vector128<byte>>.Tile(tile, TileColumns);
        }
    }
}
