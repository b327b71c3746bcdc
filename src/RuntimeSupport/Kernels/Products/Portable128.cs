// Needs: IDot.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

/// <summary>One quad of k on any 128-bit instruction set, exact for every input.</summary>
readonly unsafe partial struct Portable128 : IDot<Vector128<int>, Vector128<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 4;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Quads => 1;

    /// <inheritdoc/>
    public static int Parts => 1;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

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
        unchecked(Vector128.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Load(vector + part * quadStride));

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
        where TForm : struct, IMixingForm
    {
        var activations = TForm.WeightsAreBroadcast ? v0 : q0;
        var weights = (TForm.WeightsAreBroadcast ? q0 : v0).AsSByte();
        if (Dp.IsSupported)
        {
            // Arm multiplies signed bytes by signed bytes: x = (x - 128) + 64 + 64.
            var sixtyFour = Vector128.Create((sbyte)64);
            sum = Dp.DotProduct(sum, (activations ^ Vector128.Create((byte)128)).AsSByte(), weights);
            return Dp.DotProduct(Dp.DotProduct(sum, sixtyFour, weights), sixtyFour, weights);
        }

        var a = activations.AsInt16();
        var w = weights.AsInt16();
        var evenActivations = a & Vector128.Create((short)0x00FF);
        var oddActivations = Vector128.ShiftRightLogical(a, 8);
        var evenWeights = Vector128.ShiftRightArithmetic(Vector128.ShiftLeft(w, 8), 8);
        var oddWeights = Vector128.ShiftRightArithmetic(w, 8);
        return sum + (Pair(evenActivations, evenWeights) + Pair(oddActivations, oddWeights));
    }

    /// <summary>Products of 16-bit values, neighbors added in 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Pair(Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyAddAdjacent(left, right);
        }

        var low = Vector128.ShiftRightArithmetic(Vector128.ShiftLeft(left.AsInt32(), 16), 16)
            * Vector128.ShiftRightArithmetic(Vector128.ShiftLeft(right.AsInt32(), 16), 16);
        return low + Vector128.ShiftRightArithmetic(left.AsInt32(), 16) * Vector128.ShiftRightArithmetic(right.AsInt32(), 16);
    }
}

/// <summary>Two quads of k, the form in which 4-bit weights are unpacked.</summary>
readonly unsafe partial struct Portable128By2 : IDot<Vector128<int>, Vector128<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 4;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Quads => 2;

    /// <inheritdoc/>
    public static int Parts => 2;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

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
        unchecked(Vector128.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Load(vector + part * quadStride));

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
        Portable128.Add<TForm>(Portable128.Add<TForm>(sum, q0, q0, q0, q0, v0, v0, v0, v0), q1, q1, q1, q1, v1, v1, v1, v1);
}
