// Needs: ILanes.cs ScalarLanes.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>Sixteen lanes of AVX-512 (F, BW); table lookup by VBMI where there is one.</summary>
readonly unsafe partial struct Lanes512 : ILanes<Vector512<float>, Vector512<int>>
{
    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadConverted(int* source) => Vector512.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadConverted(short* source) => Vector512.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadConverted(byte* source) => Vector512.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadInts(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadInts(short* source) => Avx512F.ConvertToVector512Int32(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadInts(byte* source) => Avx512F.ConvertToVector512Int32(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Convert(Vector512<int> value) => Vector512.ConvertToSingle(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> left, Vector512<float> right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clamp(Vector512<float> value, Vector512<float> low, Vector512<float> high) => Avx512F.Min(Avx512F.Max(value, low), high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Round(Vector512<float> value) => Avx512F.ConvertToVector512Int32(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector512<float> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(short* target, Vector512<int> value) => Vector256.Store(Avx512F.ConvertToVector256Int16(value), target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* target, Vector512<int> value) => Vector128.Store(Avx512F.ConvertToVector128Byte(value), target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> RoundSaturated(Vector512<float> value)
    {
        // What is not a number passes the minimum, and like all that is too small becomes the least integer.
        return Avx512F.ConvertToVector512Int32(Avx512F.Min(Vector512.Create(1073741824f), value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteRange<Vector512<int>> Range(int zeroPoint, int low, int high, byte* table) => new()
    {
        ZeroPoint = BroadcastShort(zeroPoint),
        Low = Vector512.Create(unchecked((byte)low)).AsInt32(),
        High = Vector512.Create(unchecked((byte)high)).AsInt32(),
        Table = table,
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> BroadcastShort(int value) => Vector512.Create(unchecked((short)value)).AsInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(short* target, Vector512<int> first, Vector512<int> second, Vector512<int> low, Vector512<int> high)
    {
        var shorts = Avx512F.PermuteVar8x64(Avx512BW.PackSignedSaturate(first, second).AsInt64(), Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsInt16();
        Vector512.Store(Vector512.Min(Vector512.Max(shorts, low.AsInt16()), high.AsInt16()), target);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(
        byte* row0, byte* row1, Vector512<int> first0, Vector512<int> second0, Vector512<int> first1, Vector512<int> second1,
        in ByteRange<Vector512<int>> range)
    {
        var result = Avx512F.PermuteVar16x32(
            Quantize(first0, second0, first1, second1, range).AsInt32(),
            Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsByte();
        Vector256.Store(result.GetLower(), row0);
        Vector256.Store(result.GetUpper(), row1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuads(byte* target, Vector512<int> q0, Vector512<int> q1, Vector512<int> q2, Vector512<int> q3, in ByteRange<Vector512<int>> range)
    {
        Vector512.Store(Avx512BW.Shuffle(
            Quantize(q0, q1, q2, q3, range),
            Vector512.Create(Vector256.Create(Transpose, Transpose), Vector256.Create(Transpose, Transpose))), target);
    }

    /// <summary>
    /// Bytes of four vectors. Every step saturates, so that the order of adding and limiting makes no difference. In each 128 bits of the
    /// result stand 4 lanes of a, then those of b, c and d.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Quantize(Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d, in ByteRange<Vector512<int>> range)
    {
        var zeroPoint = range.ZeroPoint.AsInt16();
        var bytes = Avx512BW.PackUnsignedSaturate(
            Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(a, b), zeroPoint),
            Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(c, d), zeroPoint));
        bytes = Vector512.Min(Vector512.Max(bytes, range.Low.AsByte()), range.High.AsByte());
        return range.Table is null ? bytes : Lookup(bytes, range.Table);
    }

    /// <summary>[4 vectors][4 lanes] bytes to [4 lanes][4 vectors].</summary>
    private static Vector128<byte> Transpose => Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);

    /// <summary>table[index] for each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Lookup(Vector512<byte> index, byte* table)
    {
        unchecked
        {
            if (!Avx512Vbmi.IsSupported)
            {
                Lookup(table, (byte*)&index, (byte*)&index, 64);
                return index;
            }

            // One vpermi2b looks up 7 bits in two vectors; the eighth bit chooses between the two halves of the table.
            var below = Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(table), index, Vector512.Load(table + 64));
            var above = Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(table + 128), index, Vector512.Load(table + 192));
            return Vector512.ConditionalSelect(Vector512.LessThan(index.AsSByte(), Vector512<sbyte>.Zero).AsByte(), above, below);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lookup(byte* table, byte* source, byte* target, nint length)
    {
        unchecked
        {
            nint i = 0;
            if (Avx512Vbmi.IsSupported)
            {
                // One vpermi2b looks up 7 bits in two vectors; the eighth bit chooses between the two halves of the table.
                var t0 = Vector512.Load(table);
                var t1 = Vector512.Load(table + 64);
                var t2 = Vector512.Load(table + 128);
                var t3 = Vector512.Load(table + 192);
                for (; i <= length - 64; i += 64)
                {
                    var index = Vector512.Load(source + i);
                    var below = Avx512Vbmi.PermuteVar64x8x2(t0, index, t1);
                    var above = Avx512Vbmi.PermuteVar64x8x2(t2, index, t3);
                    Vector512.Store(Vector512.ConditionalSelect(Vector512.LessThan(index.AsSByte(), Vector512<sbyte>.Zero).AsByte(), above, below), target + i);
                }

                for (; i <= length - 16; i += 16)
                {
                    var index = Vector128.Load(source + i).ToVector256Unsafe().ToVector512Unsafe();
                    var below = Avx512Vbmi.PermuteVar64x8x2(t0, index, t1);
                    var above = Avx512Vbmi.PermuteVar64x8x2(t2, index, t3);
                    Vector128.Store(
                        Vector512.ConditionalSelect(Vector512.LessThan(index.AsSByte(), Vector512<sbyte>.Zero).AsByte(), above, below).GetLower().GetLower(),
                        target + i);
                }
            }

            ScalarLanes.Lookup(table, source + i, target + i, length - i);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums(short* source, nint length, out long sum, out long squares)
    {
        unchecked
        {
            // A product pair is at most 2 * 32767^2 < 2^31. Its low and high 16 bits are summed apart: 65,536 rounds cannot overflow.
            var ones = Vector512.Create((short)1);
            sum = 0;
            squares = 0;
            nint i = 0;
            while (length - i >= 32)
            {
                var sums = Vector512<int>.Zero;
                var low = Vector512<int>.Zero;
                var high = Vector512<int>.Zero;
                var end = length - i < 32768 * 32 ? i + ((length - i) & -32) : i + 32768 * 32;
                for (; i < end; i += 32)
                {
                    var values = Vector512.Load(source + i);
                    var pairs = Avx512BW.MultiplyAddAdjacent(values, values);
                    sums += Avx512BW.MultiplyAddAdjacent(values, ones);
                    low += pairs & Vector512.Create(0xFFFF);
                    high += Vector512.ShiftRightLogical(pairs, 16);
                }

                sum += Total(sums);
                squares += Total(low) + (Total(high) << 16);
            }

            ScalarLanes.Sums(source + i, length - i, out var restSum, out var restSquares);
            sum += restSum;
            squares += restSquares;
        }
    }

    private static long Total(Vector512<int> values)
    {
        var (low, high) = Vector512.Widen(values);
        return Vector512.Sum(low + high);
    }
}
