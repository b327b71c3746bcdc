// Needs: ITier.cs Avx512VnniTile.cs MachineCodeTier.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
#if NET11_0_OR_GREATER
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

/// <summary>
/// 512-bit byte dot products, <c>vpdpbusd zmm</c>. From .NET 11 on they are intrinsics. Before, they are machine code, which stands in the
/// files named MachineCode*: where those are left out, the two partial methods below have no body and the tier is not supported.
/// </summary>
readonly unsafe partial struct Avx512VnniTier : ITier
{
    /// <inheritdoc/>
    public static string Name => "avx512vnni";

    /// <inheritdoc/>
    public static bool IsSupported
    {
        get
        {
#if NET11_0_OR_GREATER
            return AvxVnni.V512.IsSupported;
#else
            var isSupported = false;
            FindMachineCode(ref isSupported);
            return isSupported;
#endif
        }
    }

    /// <inheritdoc/>
    public static int Lanes => 16;

    /// <summary>
    /// A multiple of the 14 rows of the machine code's largest block and of 4. The tile, 14 KiB, stays in the first-level cache beside the
    /// weights that it is made from, and the call costs less than a hundredth of the work.
    /// </summary>
    public static int TileRows => 112;

    /// <inheritdoc/>
    public static int BlockRows => 14;

    /// <inheritdoc/>
    public static int TileColumns => 32;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile<TForm>(in TileArguments tile)
        where TForm : struct, IMixingForm
    {
#if NET11_0_OR_GREATER
        Avx512VnniTile<TForm, Vnni512>.Run(tile);
#else
        RunMachineCode(tile, TForm.WeightsAreBroadcast);
#endif
    }

    static partial void FindMachineCode(ref bool isSupported);

    static partial void RunMachineCode(in TileArguments tile, bool weightsAreBroadcast);

#if NET11_0_OR_GREATER
    private readonly struct Vnni512 : IByteDot512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<int> Add(Vector512<int> sum, Vector512<byte> unsigned, Vector512<sbyte> signed) =>
            AvxVnni.V512.MultiplyWideningAndAdd(sum, unsigned, signed);
    }
#endif
}
