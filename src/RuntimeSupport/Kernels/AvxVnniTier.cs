// Needs: ITier.cs MicroKernel.cs Vnni256.cs Lanes256.cs Lanes512.cs
#nullable enable
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QMlp.Runtime;

/// <summary>AVX-VNNI: <c>vpdpbusd</c> on 256 bits; elementwise work on 512 bits where the processor has them.</summary>
readonly partial struct AvxVnniTier : ITier
{
    /// <inheritdoc/>
    public static string Name => "avxvnni";

    /// <inheritdoc/>
    public static bool IsSupported => AvxVnni.IsSupported;

    /// <inheritdoc/>
    public static int Lanes => Avx512BW.IsSupported ? 16 : 8;

    /// <inheritdoc/>
    public static int TileRows => 16;

    /// <inheritdoc/>
    public static int TileColumns => 16;

    /// <inheritdoc/>
    public static void Tile<TForm>(in TileArguments tile)
        where TForm : struct, IMixingForm
    {
        MicroKernel<TForm, Vnni256, Vnni256, Vector256<int>, Vector256<byte>>.Tile(tile, TileColumns);
    }
}
