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
readonly unsafe partial struct Nibbles128<TInner> : IDot<Vector128<int>, Vector128<byte>>
    where TInner : struct, IDot<Vector128<int>, Vector128<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 4;

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
    public static Vector128<int> Broadcast(int value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Plus(Vector128<int> left, Vector128<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* source) => Vector128.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector128<int> value) => Vector128.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        TForm.WeightsAreBroadcast
            ? Unpack(unchecked(Vector128.Create(Unsafe.ReadUnaligned<int>(broadcast + part / 2 * 4)).AsByte()), part)
            : TInner.Quad<TForm>(broadcast, part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        TForm.WeightsAreBroadcast
            ? TInner.Part<TForm>(vector, quadStride, part)
            : Unpack(unchecked(Vector128.Load(vector + part / 2 * quadStride)), part);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add<TForm>(
        Vector128<int> sum,
        Vector128<byte> q0,
        Vector128<byte> q1,
        Vector128<byte> q2,
        Vector128<byte> q3,
        Vector128<byte> v0,
        Vector128<byte> v1,
        Vector128<byte> v2,
        Vector128<byte> v3)
        where TForm : struct, IMixingForm =>
        TInner.Add<TForm>(sum, q0, q1, q2, q3, v0, v1, v2, v3);

    /// <summary>The low nibbles (even part) or the high ones as signed bytes: (n ^ 8) - 8 continues the sign bit 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Unpack(Vector128<byte> packed, nint part)
    {
        var nibbles = part % 2 == 0 ? packed : Vector128.ShiftRightLogical(packed.AsInt16(), 4).AsByte();
        return ((nibbles & Vector128.Create((byte)15)) ^ Vector128.Create((byte)8)) - Vector128.Create((byte)8);
    }
}
