// Needs: ILanes.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Runtime.CompilerServices;

/// <summary>One lane of plain C#: the arithmetic as <c>docs/numerics.md</c> states it.</summary>
readonly unsafe partial struct ScalarLanes : ILanes<float, int>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Broadcast(int value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => Unsafe.ReadUnaligned<float>(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadConverted(int* source) => Unsafe.ReadUnaligned<int>(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadConverted(short* source) => Unsafe.ReadUnaligned<short>(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadConverted(byte* source) => *source;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LoadInts(int* source) => Unsafe.ReadUnaligned<int>(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LoadInts(short* source) => Unsafe.ReadUnaligned<short>(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LoadInts(byte* source) => *source;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Convert(int value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Add(int left, int right) => unchecked(left + right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float left, float right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float left, float right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float value, float low, float high)
    {
        var raised = value > low ? value : low;
        return raised < high ? raised : high;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Round(float value) => unchecked((int)MathF.Round(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, float value) => Unsafe.WriteUnaligned(target, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, int value) => Unsafe.WriteUnaligned(target, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(short* target, int value) => Unsafe.WriteUnaligned(target, unchecked((short)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* target, int value) => *target = unchecked((byte)value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RoundSaturated(float value) => Round(Clamp(value, -(1 << 30), 1 << 30));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteRange<int> Range(int zeroPoint, int low, int high, byte* table) =>
        new() { ZeroPoint = zeroPoint, Low = low, High = high, Table = table };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BroadcastShort(int value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(short* target, int first, int second, int low, int high)
    {
        unchecked
        {
            Store(target, Math.Clamp(first, low, high));
            Store(target + 1, Math.Clamp(second, low, high));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(byte* row0, byte* row1, int first0, int second0, int first1, int second1, in ByteRange<int> range)
    {
        row0[0] = Quantize(first0, range);
        row0[1] = Quantize(second0, range);
        row1[0] = Quantize(first1, range);
        row1[1] = Quantize(second1, range);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuads(byte* target, int q0, int q1, int q2, int q3, in ByteRange<int> range)
    {
        target[0] = Quantize(q0, range);
        target[1] = Quantize(q1, range);
        target[2] = Quantize(q2, range);
        target[3] = Quantize(q3, range);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lookup(byte* table, byte* source, byte* target, nint length)
    {
        for (nint i = 0; i < length; i++)
        {
            target[i] = table[source[i]];
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums(short* source, nint length, out long sum, out long squares)
    {
        sum = 0;
        squares = 0;
        for (nint i = 0; i < length; i++)
        {
            long value = LoadInts(source + i);
            sum += value;
            squares += value * value;
        }
    }

    /// <summary>A rounded value as a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Quantize(int value, in ByteRange<int> range)
    {
        var q = unchecked((byte)Math.Clamp(value + range.ZeroPoint, range.Low, range.High));
        return range.Table is null ? q : range.Table[q];
    }
}
