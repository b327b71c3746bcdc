// Needs: Avx512VnniTier.cs MachineCode.cs
#nullable enable
namespace QMlp.Runtime;

/// <content>The tier on machine code.</content>
readonly unsafe partial struct Avx512VnniTier
{
    /// <summary>
    /// 4-bit weights go into the sums times sixteen: 16 * 255 * 8 * K must fit 32 bits, so at most 65792 of K are summed at a time.
    /// </summary>
    internal const int MostQuadsOfNibbles = 65792 / 4;

    static partial void FindMachineCode(ref bool isSupported) => isSupported = MachineCode.Routines.IsLoaded;

    static partial void RunMachineCode(in TileArguments tile, bool weightsAreBroadcast)
    {
        if (tile.WeightBits == 8)
        {
            Call(weightsAreBroadcast ? MachineCode.Routines.Tokens8 : MachineCode.Routines.Channels8, tile);
        }
        else if (tile.Quads <= MostQuadsOfNibbles)
        {
            Call(weightsAreBroadcast ? MachineCode.Routines.Tokens4 : MachineCode.Routines.Channels4, tile);
        }
        else
        {
            RunSlices(tile, weightsAreBroadcast);
        }
    }

    private static void Call(delegate* unmanaged<MachineCodeCall*, void> routine, in TileArguments tile)
    {
        var call = new MachineCodeCall
        {
            Rows = (nint)tile.Broadcast,
            RowStride = tile.BroadcastStride,
            Vectors = (nint)tile.Vector,
            VectorStride = tile.VectorColumnStride,
            QuadStride = tile.VectorQuadStride,
            Quads = tile.Quads,
            Bias = (nint)tile.Bias,
            Tile = (nint)tile.Tile,
            TileStride = TileColumns * sizeof(int),
            RowCount = tile.Rows,
            VectorCount = tile.VectorColumnStride == 0 ? 1 : 2,
            Prefetch = (nint)tile.Prefetch,
            PrefetchStride = tile.PrefetchStride,
        };
        routine(&call);
    }

    /// <summary>A product too deep for one sum of 4-bit weights: slices of k, the first with the bias, the others added to it.</summary>
    private static void RunSlices(in TileArguments tile, bool weightsAreBroadcast)
    {
        unchecked
        {
            var sums = stackalloc int[TileRows * TileColumns];
            var noBias = stackalloc int[TileRows];
            var slice = tile;
            for (nint quad = 0; quad < tile.Quads; quad += MostQuadsOfNibbles)
            {
                // Two quads share 4 bytes of a row of weights or 64 bytes of a panel.
                slice.Broadcast = tile.Broadcast + (weightsAreBroadcast ? quad * 2 : quad * 4);
                slice.Vector = tile.Vector + (weightsAreBroadcast ? quad : quad / 2) * tile.VectorQuadStride;
                slice.Quads = tile.Quads - quad < MostQuadsOfNibbles ? tile.Quads - quad : MostQuadsOfNibbles;
                RunMachineCode(slice, weightsAreBroadcast);
                for (nint i = 0; quad > 0 && i < tile.Rows * TileColumns; i++)
                {
                    tile.Tile[i] += sums[i];
                }

                slice.Tile = sums;
                slice.Bias = noBias;
            }
        }
    }
}
