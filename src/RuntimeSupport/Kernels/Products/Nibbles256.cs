// Needs: IDot.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

/// <summary>
/// 4-bit weights, two to a byte: of two quads of k that share their bytes, the even one stands in the low nibbles, the odd one in the high
/// ones, both two's complement. They are unpacked in registers and multiplied as bytes.
/// </summary>
/// <typeparam name="TInner">Multiplies the unpacked quads.</typeparam>
readonly unsafe partial struct Nibbles256<TInner> : IDot<Vector256<int>, Vector256<byte>>
    where TInner : struct, IDot<Vector256<int>, Vector256<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 8;

    /// <inheritdoc/>
    public static int Rows => TInner.Rows;

    /// <inheritdoc/>
    public static int Quads => TInner.Quads;

    /// <inheritdoc/>
    public static int Parts => TInner.Parts;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 2;

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
        TForm.WeightsAreBroadcast
            ? Unpack(unchecked(Vector256.Create(Unsafe.ReadUnaligned<int>(broadcast + part / 2 * 4)).AsByte()), part)
            : TInner.Quad<TForm>(broadcast, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        TForm.WeightsAreBroadcast
            ? TInner.Part<TForm>(vector, quadStride, part)
            : Unpack(unchecked(Vector256.Load(vector + part / 2 * quadStride)), part);

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
        TInner.Add<TForm>(sum, q0, q1, q2, q3, v0, v1, v2, v3);

    /// <summary>The low nibbles (even part) or the high ones as signed bytes: (n ^ 8) - 8 continues the sign bit 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Unpack(Vector256<byte> packed, nint part)
    {
        var nibbles = part % 2 == 0 ? packed : Vector256.ShiftRightLogical(packed.AsInt16(), 4).AsByte();
        return ((nibbles & Vector256.Create((byte)15)) ^ Vector256.Create((byte)8)) - Vector256.Create((byte)8);
    }
}
