using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QMlp.Benchmarks.Micro;

/// <summary>
/// What the machine's multiplication units can do at most: loops over registers alone, with enough independent sums to hide every latency.
/// </summary>
static class Probe
{
    private const int Iterations = 2_000_000;

    /// <summary>Limits of this machine in GMAC/s, by name; an instruction that it lacks is left out.</summary>
    public static IEnumerable<(string Name, double GmacPerSecond)> Measure()
    {
        if (AvxVnni.IsSupported)
        {
            yield return ("vpdpbusd ymm", Best(Vnni256, 12 * 32));
        }

        if (Avx512BW.IsSupported)
        {
            yield return ("vpmaddubsw + vpmaddwd zmm, widened every time", Best(Pairs512, 12 * 64));
            yield return ("vpmaddubsw zmm, four added before widening", Best(Pairs512By4, 6 * 4 * 64));
            yield return ("vpmaddwd zmm on 16-bit values", Best(Wide512, 12 * 32));
        }

        if (Avx2.IsSupported)
        {
            yield return ("vpmaddubsw + vpmaddwd ymm, widened every time", Best(Pairs256, 5 * 32));
        }
    }

    private static double Best(Func<int, int> loop, int macsPerIteration)
    {
        var best = double.MaxValue;
        for (var run = 0; run < 7; run++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(loop(Iterations));
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (double)Iterations * macsPerIteration / best / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Vnni256(int iterations)
    {
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        Vector256<int> s6 = default, s7 = default, s8 = default, s9 = default, s10 = default, s11 = default;
        var a = Vector256.Create((byte)3);
        var b = Vector256.Create((sbyte)iterations);
        for (var i = 0; i < iterations; i++)
        {
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, a, b);
            s1 = AvxVnni.MultiplyWideningAndAdd(s1, a, b);
            s2 = AvxVnni.MultiplyWideningAndAdd(s2, a, b);
            s3 = AvxVnni.MultiplyWideningAndAdd(s3, a, b);
            s4 = AvxVnni.MultiplyWideningAndAdd(s4, a, b);
            s5 = AvxVnni.MultiplyWideningAndAdd(s5, a, b);
            s6 = AvxVnni.MultiplyWideningAndAdd(s6, a, b);
            s7 = AvxVnni.MultiplyWideningAndAdd(s7, a, b);
            s8 = AvxVnni.MultiplyWideningAndAdd(s8, a, b);
            s9 = AvxVnni.MultiplyWideningAndAdd(s9, a, b);
            s10 = AvxVnni.MultiplyWideningAndAdd(s10, a, b);
            s11 = AvxVnni.MultiplyWideningAndAdd(s11, a, b);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pairs512(int iterations)
    {
        Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default,
            s8 = default, s9 = default, s10 = default, s11 = default;
        var a0 = Vector512.Create((byte)(iterations + 0));
        var a1 = Vector512.Create((byte)(iterations + 1));
        var a2 = Vector512.Create((byte)(iterations + 2));
        var a3 = Vector512.Create((byte)(iterations + 3));
        var a4 = Vector512.Create((byte)(iterations + 4));
        var a5 = Vector512.Create((byte)(iterations + 5));
        var a6 = Vector512.Create((byte)(iterations + 6));
        var a7 = Vector512.Create((byte)(iterations + 7));
        var a8 = Vector512.Create((byte)(iterations + 8));
        var a9 = Vector512.Create((byte)(iterations + 9));
        var a10 = Vector512.Create((byte)(iterations + 10));
        var a11 = Vector512.Create((byte)(iterations + 11));
        var b = Vector512<sbyte>.One;
        var ones = Vector512<short>.One;
        for (var i = 0; i < iterations; i++)
        {
            s0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a0, b), ones);
            s1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a1, b), ones);
            s2 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a2, b), ones);
            s3 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a3, b), ones);
            s4 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a4, b), ones);
            s5 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a5, b), ones);
            s6 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a6, b), ones);
            s7 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a7, b), ones);
            s8 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a8, b), ones);
            s9 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a9, b), ones);
            s10 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a10, b), ones);
            s11 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(a11, b), ones);
            b += b;
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pairs512By4(int iterations)
    {
        Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        var a0 = Vector512.Create((byte)iterations);
        var a1 = Vector512.Create((byte)(iterations + 1));
        var a2 = Vector512.Create((byte)(iterations + 2));
        var a3 = Vector512.Create((byte)(iterations + 3));
        var b = Vector512<sbyte>.One;
        for (var i = 0; i < iterations; i++)
        {
            var b1 = b + b;
            var b2 = b1 + b;
            s0 = Four(s0, a0, a1, a2, a3, b);
            s1 = Four(s1, a0, a1, a2, a3, b1);
            s2 = Four(s2, a0, a1, a2, a3, b2);
            s3 = Four(s3, a3, a2, a0, a1, b);
            s4 = Four(s4, a3, a2, a0, a1, b1);
            s5 = Four(s5, a3, a2, a0, a1, b2);
            b = b2;
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Four(
        Vector512<int> sum, Vector512<byte> a0, Vector512<byte> a1, Vector512<byte> a2, Vector512<byte> a3, Vector512<sbyte> b)
    {
        var t = (Avx512BW.MultiplyAddAdjacent(a0, b) + Avx512BW.MultiplyAddAdjacent(a1, b))
            + (Avx512BW.MultiplyAddAdjacent(a2, b) + Avx512BW.MultiplyAddAdjacent(a3, b));
        return sum + Avx512BW.MultiplyAddAdjacent(t, Vector512<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Wide512(int iterations)
    {
        Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default,
            s8 = default, s9 = default, s10 = default, s11 = default;
        var a0 = Vector512.Create((short)(iterations + 0));
        var a1 = Vector512.Create((short)(iterations + 1));
        var a2 = Vector512.Create((short)(iterations + 2));
        var a3 = Vector512.Create((short)(iterations + 3));
        var a4 = Vector512.Create((short)(iterations + 4));
        var a5 = Vector512.Create((short)(iterations + 5));
        var a6 = Vector512.Create((short)(iterations + 6));
        var a7 = Vector512.Create((short)(iterations + 7));
        var a8 = Vector512.Create((short)(iterations + 8));
        var a9 = Vector512.Create((short)(iterations + 9));
        var a10 = Vector512.Create((short)(iterations + 10));
        var a11 = Vector512.Create((short)(iterations + 11));
        var b = Vector512<short>.One;
        for (var i = 0; i < iterations; i++)
        {
            s0 += Avx512BW.MultiplyAddAdjacent(a0, b);
            s1 += Avx512BW.MultiplyAddAdjacent(a1, b);
            s2 += Avx512BW.MultiplyAddAdjacent(a2, b);
            s3 += Avx512BW.MultiplyAddAdjacent(a3, b);
            s4 += Avx512BW.MultiplyAddAdjacent(a4, b);
            s5 += Avx512BW.MultiplyAddAdjacent(a5, b);
            s6 += Avx512BW.MultiplyAddAdjacent(a6, b);
            s7 += Avx512BW.MultiplyAddAdjacent(a7, b);
            s8 += Avx512BW.MultiplyAddAdjacent(a8, b);
            s9 += Avx512BW.MultiplyAddAdjacent(a9, b);
            s10 += Avx512BW.MultiplyAddAdjacent(a10, b);
            s11 += Avx512BW.MultiplyAddAdjacent(a11, b);
            b += b;
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pairs256(int iterations)
    {
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        var a0 = Vector256.Create((byte)(iterations + 0));
        var a1 = Vector256.Create((byte)(iterations + 1));
        var a2 = Vector256.Create((byte)(iterations + 2));
        var a3 = Vector256.Create((byte)(iterations + 3));
        var a4 = Vector256.Create((byte)(iterations + 4));
        var b = Vector256<sbyte>.One;
        var ones = Vector256<short>.One;
        for (var i = 0; i < iterations; i++)
        {
            s0 += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(a0, b), ones);
            s1 += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(a1, b), ones);
            s2 += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(a2, b), ones);
            s3 += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(a3, b), ones);
            s4 += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(a4, b), ones);
            b += b;
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4);
    }
}
