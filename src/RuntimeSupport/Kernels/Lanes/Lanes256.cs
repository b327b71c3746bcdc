// Needs: ILanes.cs ScalarLanes.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>Eight lanes of AVX2.</summary>
readonly unsafe partial struct Lanes256 : ILanes<Vector256<float>, Vector256<int>>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadConverted(int* source) => Vector256.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadConverted(short* source) => Vector256.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadConverted(byte* source) => Vector256.ConvertToSingle(LoadInts(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInts(int* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInts(short* source) => Avx2.ConvertToVector256Int32(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInts(byte* source) =>
        Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(source)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Convert(Vector256<int> value) => Vector256.ConvertToSingle(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> left, Vector256<float> right) => left / right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clamp(Vector256<float> value, Vector256<float> low, Vector256<float> high) => Avx.Min(Avx.Max(value, low), high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Round(Vector256<float> value) => Avx.ConvertToVector256Int32(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector256<float> value) => Vector256.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector256<int> value) => Vector256.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(short* target, Vector256<int> value) => Vector128.Store(Sse2.PackSignedSaturate(value.GetLower(), value.GetUpper()), target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* target, Vector256<int> value)
    {
        var shorts = Sse2.PackSignedSaturate(value.GetLower(), value.GetUpper());
        Unsafe.WriteUnaligned(target, Sse2.PackUnsignedSaturate(shorts, shorts).AsInt64().ToScalar());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> RoundSaturated(Vector256<float> value)
    {
        // What is not a number passes the minimum, and like all that is too small becomes the least integer.
        return Avx.ConvertToVector256Int32(Avx.Min(Vector256.Create(1073741824f), value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteRange<Vector256<int>> Range(int zeroPoint, int low, int high, byte* table) => new()
    {
        ZeroPoint = BroadcastShort(zeroPoint),
        Low = Vector256.Create(unchecked((byte)low)).AsInt32(),
        High = Vector256.Create(unchecked((byte)high)).AsInt32(),
        Table = table,
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> BroadcastShort(int value) => Vector256.Create(unchecked((short)value)).AsInt32();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreShorts(short* target, Vector256<int> first, Vector256<int> second, Vector256<int> low, Vector256<int> high)
    {
        var shorts = Avx2.Permute4x64(Avx2.PackSignedSaturate(first, second).AsInt64(), 0b11_01_10_00).AsInt16();
        Vector256.Store(Vector256.Min(Vector256.Max(shorts, low.AsInt16()), high.AsInt16()), target);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRows(
        byte* row0, byte* row1, Vector256<int> first0, Vector256<int> second0, Vector256<int> first1, Vector256<int> second1,
        in ByteRange<Vector256<int>> range)
    {
        var result = Avx2.PermuteVar8x32(
            Quantize(first0, second0, first1, second1, range).AsInt32(),
            Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsByte();
        Vector128.Store(result.GetLower(), row0);
        Vector128.Store(result.GetUpper(), row1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuads(byte* target, Vector256<int> q0, Vector256<int> q1, Vector256<int> q2, Vector256<int> q3, in ByteRange<Vector256<int>> range)
    {
        Vector256.Store(Avx2.Shuffle(
            Quantize(q0, q1, q2, q3, range),
            Vector256.Create(Transpose, Transpose)), target);
    }

    /// <summary>
    /// Bytes of four vectors. Every step saturates, so that the order of adding and limiting makes no difference. In each 128 bits of the
    /// result stand 4 lanes of a, then those of b, c and d.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Quantize(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d, in ByteRange<Vector256<int>> range)
    {
        var zeroPoint = range.ZeroPoint.AsInt16();
        var bytes = Avx2.PackUnsignedSaturate(
            Avx2.AddSaturate(Avx2.PackSignedSaturate(a, b), zeroPoint),
            Avx2.AddSaturate(Avx2.PackSignedSaturate(c, d), zeroPoint));
        bytes = Vector256.Min(Vector256.Max(bytes, range.Low.AsByte()), range.High.AsByte());
        return range.Table is null ? bytes : Lookup(bytes, range.Table);
    }

    /// <summary>[4 vectors][4 lanes] bytes to [4 lanes][4 vectors].</summary>
    private static Vector128<byte> Transpose => Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);

    /// <summary>table[index] for each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lookup(Vector256<byte> index, byte* table)
    {
        unchecked
        {
            // vpshufb looks up the low 4 bits in 16 bytes and gives 0 where bit 7 is set. Row t of the table holds the bytes from 16 t:
            // index - 16 t, saturated upwards by 112, has bit 7 clear for indices of that row alone.
            var result = Vector256<byte>.Zero;
            for (nint row = 0; row < 256; row += 16)
            {
                result |= Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(table + row), Avx2.AddSaturate(index, Vector256.Create((byte)112)));
                index -= Vector256.Create((byte)16);
            }

            return result;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lookup(byte* table, byte* source, byte* target, nint length)
    {
        unchecked
        {
            nint i = 0;
            for (; i <= length - 32; i += 32)
            {
                // vpshufb looks up the low 4 bits in 16 bytes and gives 0 where bit 7 is set. Row t of the table holds the bytes from 16 t:
                // index - 16 t, saturated upwards by 112, has bit 7 clear for indices of that row alone.
                var index = Vector256.Load(source + i);
                var result = Vector256<byte>.Zero;
                for (nint row = 0; row < 16; row++)
                {
                    var values = Avx2.BroadcastVector128ToVector256(table + row * 16);
                    var offset = index - Vector256.Create((byte)(row * 16));
                    result |= Avx2.Shuffle(values, Avx2.AddSaturate(offset, Vector256.Create((byte)112)));
                }

                Vector256.Store(result, target + i);
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
            var ones = Vector256.Create((short)1);
            sum = 0;
            squares = 0;
            nint i = 0;
            while (length - i >= 16)
            {
                var sums = Vector256<int>.Zero;
                var low = Vector256<int>.Zero;
                var high = Vector256<int>.Zero;
                var end = length - i < 32768 * 16 ? i + ((length - i) & -16) : i + 32768 * 16;
                for (; i < end; i += 16)
                {
                    var values = Vector256.Load(source + i);
                    var pairs = Avx2.MultiplyAddAdjacent(values, values);
                    sums += Avx2.MultiplyAddAdjacent(values, ones);
                    low += pairs & Vector256.Create(0xFFFF);
                    high += Vector256.ShiftRightLogical(pairs, 16);
                }

                sum += Total(sums);
                squares += Total(low) + (Total(high) << 16);
            }

            ScalarLanes.Sums(source + i, length - i, out var restSum, out var restSquares);
            sum += restSum;
            squares += restSquares;
        }
    }

    private static long Total(Vector256<int> values)
    {
        var (low, high) = Vector256.Widen(values);
        return Vector256.Sum(low + high);
    }
}
