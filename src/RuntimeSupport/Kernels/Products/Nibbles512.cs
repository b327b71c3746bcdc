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
readonly unsafe partial struct Nibbles512<TInner> : IDot<Vector512<int>, Vector512<byte>>
    where TInner : struct, IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

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
        TForm.WeightsAreBroadcast
            ? Unpack(unchecked(Vector512.Create(Unsafe.ReadUnaligned<int>(broadcast + part / 2 * 4)).AsByte()), part)
            : TInner.Quad<TForm>(broadcast, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        TForm.WeightsAreBroadcast
            ? TInner.Part<TForm>(vector, quadStride, part)
            : Unpack(unchecked(Vector512.Load(vector + part / 2 * quadStride)), part);

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
        TInner.Add<TForm>(sum, q0, q1, q2, q3, v0, v1, v2, v3);

    /// <summary>The low nibbles (even part) or the high ones as signed bytes: (n ^ 8) - 8 continues the sign bit 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Unpack(Vector512<byte> packed, nint part)
    {
        var nibbles = part % 2 == 0 ? packed : Vector512.ShiftRightLogical(packed.AsInt16(), 4).AsByte();
        return ((nibbles & Vector512.Create((byte)15)) ^ Vector512.Create((byte)8)) - Vector512.Create((byte)8);
    }
}
