// Needs: ITier.cs ScalarLanes.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

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
    public static int BlockRows => 4;

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
                var product = Product<TForm>(tile, broadcast, tile.Vector + column * 4);
                tile.Tile[row * TileColumns + column] = unchecked(bias + product);
            }
        }
    }

    /// <summary>sum over k of u8 * s8; the writer of the model proves that neither it nor the biased sum passes 32 bits.</summary>
    private static int Product<TForm>(in TileArguments tile, byte* broadcast, byte* vector)
        where TForm : struct, IMixingForm
    {
        unchecked
        {
            var sum = 0;
            for (nint quad = 0; quad < tile.Quads; quad++)
            {
                // Two quads of 4-bit weights share their bytes.
                var block = tile.WeightBits == 4 ? quad / 2 : quad;
                var activations = TForm.WeightsAreBroadcast ? vector + quad * tile.VectorQuadStride : broadcast + quad * 4;
                var weights = TForm.WeightsAreBroadcast ? broadcast + block * 4 : vector + block * tile.VectorQuadStride;
                for (var k = 0; k < 4; k++)
                {
                    sum += Weight(weights[k], tile.WeightBits, quad) * activations[k];
                }
            }

            return sum;
        }
    }

    /// <summary>A weight of 8 bits, or of 4: the low nibble of a byte belongs to the even quad, the high nibble to the odd one.</summary>
    private static int Weight(byte stored, nint bits, nint quad)
    {
        unchecked
        {
            return bits == 8 ? (sbyte)stored : quad % 2 == 0 ? (sbyte)(stored << 4) >> 4 : (sbyte)stored >> 4;
        }
    }
}
