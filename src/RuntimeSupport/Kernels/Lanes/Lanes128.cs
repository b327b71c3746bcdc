// Needs: ILanes.cs ScalarLanes.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

/// <summary>Four lanes of any 128-bit instruction set (SSE, NEON, WebAssembly).</summary>
readonly unsafe partial struct Lanes128 : ILanes<Vector128<float>, Vector128<int>>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Broadcast(int value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadConverted(int* source) => Vector128.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadConverted(short* source) => Vector128.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadConverted(byte* source) => Vector128.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInts(int* source) => Vector128.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInts(short* source) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(source)).AsInt16());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInts(byte* source) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<int>(source)).AsByte())).AsInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Convert(Vector128<int> value) => Vector128.ConvertToSingle(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> left, Vector128<float> right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> value, Vector128<float> low, Vector128<float> high)
    {
        if (Sse.IsSupported)
        {
            return Sse.Min(Sse.Max(value, low), high);
        }

        // As x86 defines its minimum and maximum, so that what is not a number becomes low on every machine.
        var raised = Vector128.ConditionalSelect(Vector128.GreaterThan(value, low), value, low);
        return Vector128.ConditionalSelect(Vector128.LessThan(raised, high), raised, high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Round(Vector128<float> value)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.ConvertToVector128Int32(value);
        }

        return AdvSimd.IsSupported
            ? AdvSimd.ConvertToInt32RoundToEven(value)
            : Vector128.ConvertToInt32(Vector128.Round(value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector128<float> value) => Vector128.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector128<int> value) => Vector128.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(short* target, Vector128<int> value)
    {
        Unsafe.WriteUnaligned(target, Vector128.Narrow(value, value).AsInt64().ToScalar());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* target, Vector128<int> value)
    {
        var shorts = Vector128.Narrow(value, value);
        Unsafe.WriteUnaligned(target, Vector128.Narrow(shorts, shorts).AsInt32().ToScalar());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> RoundSaturated(Vector128<float> value)
    {
        return Round(Clamp(value, Vector128.Create(-1073741824f), Vector128.Create(1073741824f)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteRange<Vector128<int>> Range(int zeroPoint, int low, int high, byte* table) => new()
    {
        ZeroPoint = BroadcastShort(zeroPoint),
        Low = Vector128.Create(unchecked((byte)low)).AsInt32(),
        High = Vector128.Create(unchecked((byte)high)).AsInt32(),
        Table = table,
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> BroadcastShort(int value) => Vector128.Create(unchecked((short)value)).AsInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(short* target, Vector128<int> first, Vector128<int> second, Vector128<int> low, Vector128<int> high)
    {
        var shorts = PackShorts(first, second);
        Vector128.Store(Vector128.Min(Vector128.Max(shorts, low.AsInt16()), high.AsInt16()), target);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(
        byte* row0, byte* row1, Vector128<int> first0, Vector128<int> second0, Vector128<int> first1, Vector128<int> second1,
        in ByteRange<Vector128<int>> range)
    {
        var result = Quantize(first0, second0, first1, second1, range);
        Unsafe.WriteUnaligned(row0, result.AsInt64().ToScalar());
        Unsafe.WriteUnaligned(row1, result.AsInt64().GetElement(1));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuads(byte* target, Vector128<int> q0, Vector128<int> q1, Vector128<int> q2, Vector128<int> q3, in ByteRange<Vector128<int>> range)
    {
        Vector128.Store(Vector128.Shuffle(
            Quantize(q0, q1, q2, q3, range),
            Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)), target);
    }

    /// <summary>
    /// Bytes of four vectors. Every step saturates, so that the order of adding and limiting makes no difference. In each 128 bits of the
    /// result stand 4 lanes of a, then those of b, c and d.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Quantize(Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d, in ByteRange<Vector128<int>> range)
    {
        var zeroPoint = range.ZeroPoint.AsInt16();
        var bytes = PackBytes(
            Vector128.AddSaturate(PackShorts(a, b), zeroPoint),
            Vector128.AddSaturate(PackShorts(c, d), zeroPoint));
        bytes = Vector128.Min(Vector128.Max(bytes, range.Low.AsByte()), range.High.AsByte());
        return range.Table is null ? bytes : Lookup(bytes, range.Table);
    }

    /// <summary>Two vectors of int32 as one of s16, saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> PackShorts(Vector128<int> left, Vector128<int> right) =>
        Sse2.IsSupported ? Sse2.PackSignedSaturate(left, right) : Vector128.NarrowWithSaturation(left, right);

    /// <summary>Two vectors of s16 as one of u8, saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> PackBytes(Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.PackUnsignedSaturate(left, right);
        }

        var zero = Vector128<short>.Zero;
        return Vector128.NarrowWithSaturation(Vector128.Max(left, zero).AsUInt16(), Vector128.Max(right, zero).AsUInt16());
    }

    /// <summary>table[index] for each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Lookup(Vector128<byte> index, byte* table)
    {
        ScalarLanes.Lookup(table, (byte*)&index, (byte*)&index, 16);
        return index;
    }

    /// <inheritdoc/>
    public static void Lookup(byte* table, byte* source, byte* target, nint length) => ScalarLanes.Lookup(table, source, target, length);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums(short* source, nint length, out long sum, out long squares)
    {
        unchecked
        {
            // A square is below 2^30. Its low and high 16 bits are summed apart: 65,536 rounds cannot overflow.
            sum = 0;
            squares = 0;
            nint i = 0;
            while (length - i >= 4)
            {
                var sums = Vector128<int>.Zero;
                var low = Vector128<int>.Zero;
                var high = Vector128<int>.Zero;
                var end = length - i < 32768 * 4 ? i + ((length - i) & -4) : i + 32768 * 4;
                for (; i < end; i += 4)
                {
                    var values = LoadInts(source + i);
                    var products = values * values;
                    sums += values;
                    low += products & Vector128.Create(0xFFFF);
                    high += Vector128.ShiftRightLogical(products, 16);
                }

                sum += Total(sums);
                squares += Total(low) + (Total(high) << 16);
            }

            ScalarLanes.Sums(source + i, length - i, out var restSum, out var restSquares);
            sum += restSum;
            squares += restSquares;
        }
    }

    private static long Total(Vector128<int> values)
    {
        var (low, high) = Vector128.Widen(values);
        return Vector128.Sum(low + high);
    }
}
