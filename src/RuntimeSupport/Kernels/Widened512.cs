// Needs: IDot.cs
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QMlp.Runtime;

/// <summary>
/// One quad of k with <c>vpmaddwd</c>, exact for every input: even and odd bytes are widened to 16 bits apart, so that k and k + 2 of a column
/// are neighbours and their sum, like that of k + 1 and k + 3, lands in the column's own lane.
/// </summary>
readonly unsafe partial struct Widened512 : IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

    /// <inheritdoc/>
    public static int Quads => 1;

    /// <inheritdoc/>
    public static int Parts => 2;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, int part)
        where TForm : struct, IMixingForm
    {
        var quads = Vector512.Load(vector).AsInt16();
        if (TForm.WeightsAreBroadcast)
        {
            return part == 0 ? Even(quads) : Odd(quads);
        }

        // Weights are signed: shifts that keep the sign.
        return part == 0
            ? Vector512.ShiftRightArithmetic(Vector512.ShiftLeft(quads, 8), 8).AsByte()
            : Vector512.ShiftRightArithmetic(quads, 8).AsByte();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(Vector512<int> sum, byte* broadcast, Vector512<byte> part0, Vector512<byte> part1, Vector512<byte> part2, Vector512<byte> part3)
        where TForm : struct, IMixingForm
    {
        var quad = Vector512.Create(Unsafe.ReadUnaligned<int>(broadcast)).AsInt16();
        var even = TForm.WeightsAreBroadcast ? Vector512.ShiftRightArithmetic(Vector512.ShiftLeft(quad, 8), 8) : Even(quad).AsInt16();
        var odd = TForm.WeightsAreBroadcast ? Vector512.ShiftRightArithmetic(quad, 8) : Odd(quad).AsInt16();
        return sum + (Avx512BW.MultiplyAddAdjacent(even, part0.AsInt16()) + Avx512BW.MultiplyAddAdjacent(odd, part1.AsInt16()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Even(Vector512<short> quads) => (quads & Vector512.Create((short)0x00FF)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Odd(Vector512<short> quads) => Vector512.ShiftRightLogical(quads, 8).AsByte();
}
