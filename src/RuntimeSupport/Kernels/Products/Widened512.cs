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
readonly unsafe partial struct Widened512 : IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

    /// <inheritdoc/>
    public static int Rows => 8;

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
    public static Vector512<int> Plus(Vector512<int> left, Vector512<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        Half(Vector512.Create(Unsafe.ReadUnaligned<int>(broadcast)).AsInt16(), TForm.WeightsAreBroadcast, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        Half(Vector512.Load(vector).AsInt16(), !TForm.WeightsAreBroadcast, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(
        Vector512<int> sum,
        Vector512<byte> q0,
        Vector512<byte> q1,
        Vector512<byte> q2,
        Vector512<byte> q3,
        Vector512<byte> v0,
        Vector512<byte> v1,
        Vector512<byte> v2,
        Vector512<byte> v3)
        where TForm : struct, IMixingForm =>
        sum + (Avx512BW.MultiplyAddAdjacent(q0.AsInt16(), v0.AsInt16()) + Avx512BW.MultiplyAddAdjacent(q1.AsInt16(), v1.AsInt16()));

    /// <summary>The even (part 0) or odd bytes as 16-bit values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Half(Vector512<short> quads, bool signed, nint part)
    {
        if (part == 0)
        {
            return signed
                ? Vector512.ShiftRightArithmetic(Vector512.ShiftLeft(quads, 8), 8).AsByte()
                : (quads & Vector512.Create((short)0x00FF)).AsByte();
        }

        return signed
            ? Vector512.ShiftRightArithmetic(quads, 8).AsByte()
            : Vector512.ShiftRightLogical(quads, 8).AsByte();
    }
}
