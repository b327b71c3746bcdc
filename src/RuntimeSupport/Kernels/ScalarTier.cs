// Needs: ITier.cs ScalarLanes.cs
#nullable enable
using System.Runtime.CompilerServices;

namespace QMlp.Runtime;

/// <summary>Plain C#, no instruction set asked for: the definition that the other tiers are held against.</summary>
readonly unsafe partial struct ScalarTier : ITier
{
    /// <inheritdoc/>
    public static string Name => "scalar";

    /// <inheritdoc/>
    public static bool IsSupported => true;

    /// <inheritdoc/>
    public static int Lanes => 1;

    /// <inheritdoc/>
    public static int TileRows => 4;

    /// <inheritdoc/>
    public static int TileColumns => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile<TForm>(in TileArguments tile)
        where TForm : struct, IMixingForm
    {
        for (nint row = 0; row < tile.Rows; row++)
        {
            var broadcast = tile.Broadcast + row * tile.BroadcastStride;
            for (nint column = 0; column < TileColumns; column++)
            {
                var bias = ScalarLanes.LoadInts(tile.Bias + (TForm.WeightsAreBroadcast ? row : column));
                var product = Product<TForm>(broadcast, tile.Vector + column * 4, tile.VectorQuadStride, tile.Quads);
                tile.Tile[row * TileColumns + column] = unchecked(bias + product);
            }
        }
    }

    /// <summary>sum over k of u8 * s8; the writer of the model proves that neither it nor the biased sum passes 32 bits.</summary>
    private static int Product<TForm>(byte* broadcast, byte* vector, nint vectorQuadStride, nint quads)
        where TForm : struct, IMixingForm
    {
        var sum = 0;
        for (nint quad = 0; quad < quads; quad++)
        {
            for (var k = 0; k < 4; k++)
            {
                sum = unchecked(sum + (TForm.WeightsAreBroadcast
                    ? (sbyte)broadcast[k] * vector[k]
                    : broadcast[k] * (sbyte)vector[k]));
            }

            broadcast += 4;
            vector += vectorQuadStride;
        }

        return sum;
    }
}
