// Needs: IDot.cs
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QMlp.Runtime;

/// <summary>One quad of k with <c>vpdpbusd</c>, exact for every input.</summary>
readonly unsafe partial struct Vnni256 : IDot<Vector256<int>, Vector256<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 8;

    /// <inheritdoc/>
    public static int Quads => 1;

    /// <inheritdoc/>
    public static int Parts => 1;

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
        where TForm : struct, IMixingForm =>
        Vector256.Load(vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add<TForm>(Vector256<int> sum, byte* broadcast, Vector256<byte> part0, Vector256<byte> part1, Vector256<byte> part2, Vector256<byte> part3)
        where TForm : struct, IMixingForm
    {
        var quad = Vector256.Create(Unsafe.ReadUnaligned<int>(broadcast)).AsByte();
        return TForm.WeightsAreBroadcast
            ? AvxVnni.MultiplyWideningAndAdd(sum, part0, quad.AsSByte())
            : AvxVnni.MultiplyWideningAndAdd(sum, quad, part0.AsSByte());
    }
}
