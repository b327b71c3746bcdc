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
readonly unsafe partial struct Widened256 : IDot<Vector256<int>, Vector256<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 8;

    /// <inheritdoc/>
    public static int Quads => 1;

    /// <inheritdoc/>
    public static int Parts => 2;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector256<int> value) => Vector256.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Part<TForm>(byte* vector, nint quadStride, int part)
        where TForm : struct, IMixingForm
    {
        var quads = Vector256.Load(vector).AsInt16();
        if (TForm.WeightsAreBroadcast)
        {
            return part == 0 ? Even(quads) : Odd(quads);
        }

        // Weights are signed: shifts that keep the sign.
        return part == 0
            ? Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(quads, 8), 8).AsByte()
            : Vector256.ShiftRightArithmetic(quads, 8).AsByte();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add<TForm>(Vector256<int> sum, byte* broadcast, Vector256<byte> part0, Vector256<byte> part1, Vector256<byte> part2, Vector256<byte> part3)
        where TForm : struct, IMixingForm
    {
        var quad = Vector256.Create(Unsafe.ReadUnaligned<int>(broadcast)).AsInt16();
        var even = TForm.WeightsAreBroadcast ? Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(quad, 8), 8) : Even(quad).AsInt16();
        var odd = TForm.WeightsAreBroadcast ? Vector256.ShiftRightArithmetic(quad, 8) : Odd(quad).AsInt16();
        return sum + (Avx2.MultiplyAddAdjacent(even, part0.AsInt16()) + Avx2.MultiplyAddAdjacent(odd, part1.AsInt16()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Even(Vector256<short> quads) => (quads & Vector256.Create((short)0x00FF)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Odd(Vector256<short> quads) => Vector256.ShiftRightLogical(quads, 8).AsByte();
}
