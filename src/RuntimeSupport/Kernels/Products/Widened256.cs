// Needs: IDot.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>
/// One quad of k with <c>vpmaddwd</c>, exact for every input: even and odd bytes are widened to 16 bits apart, so that k and k + 2 of a column
/// are neighbors and their sum, like that of k + 1 and k + 3, lands in the column's own lane.
/// </summary>
readonly unsafe partial struct Widened256 : IDot<Vector256<int>, Vector256<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 8;

    /// <inheritdoc/>
    public static int Rows => 4;

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
    public static Vector256<int> Plus(Vector256<int> left, Vector256<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector256<int> value) => Vector256.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        Half(Vector256.Create(Unsafe.ReadUnaligned<int>(broadcast)).AsInt16(), TForm.WeightsAreBroadcast, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        Half(Vector256.Load(vector).AsInt16(), !TForm.WeightsAreBroadcast, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add<TForm>(
        Vector256<int> sum,
        Vector256<byte> q0,
        Vector256<byte> q1,
        Vector256<byte> q2,
        Vector256<byte> q3,
        Vector256<byte> v0,
        Vector256<byte> v1,
        Vector256<byte> v2,
        Vector256<byte> v3)
        where TForm : struct, IMixingForm =>
        sum + (Avx2.MultiplyAddAdjacent(q0.AsInt16(), v0.AsInt16()) + Avx2.MultiplyAddAdjacent(q1.AsInt16(), v1.AsInt16()));

    /// <summary>The even (part 0) or odd bytes as 16-bit values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Half(Vector256<short> quads, bool signed, nint part)
    {
        if (part == 0)
        {
            return signed
                ? Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(quads, 8), 8).AsByte()
                : (quads & Vector256.Create((short)0x00FF)).AsByte();
        }

        return signed
            ? Vector256.ShiftRightArithmetic(quads, 8).AsByte()
            : Vector256.ShiftRightLogical(quads, 8).AsByte();
    }
}
