namespace QMlp.RuntimeSupport.Tests;

/// <summary>The formulas of the steps, as plainly as possible, on arrays. Written for the tests; shares nothing with the kernels.</summary>
static class Reference
{
    /// <summary>bias[n] + sum over k of w[n, k] * x[k].</summary>
    public static int Accumulate(int bias, Func<int, int> weight, Func<int, int> activation, int depth)
    {
        long sum = bias;
        for (var k = 0; k < depth; k++)
        {
            sum += (long)weight(k) * activation(k);
        }

        return checked((int)sum);
    }

    /// <summary>float(acc) * multiplier, then * columnMultiplier; each rounded to float32.</summary>
    public static float Scale(int accumulator, float multiplier, float? columnMultiplier)
    {
        float v = (float)accumulator * multiplier;
        if (columnMultiplier is { } factor)
        {
            v = (float)(v * factor);
        }

        return v;
    }

    /// <summary>table[clamp(round(v) + zeroPoint, low, high)].</summary>
    public static byte ToU8(float v, int zeroPoint, int low, int high, byte[]? table)
    {
        var q = (byte)(RoundedClamp(v, low - zeroPoint, high - zeroPoint) + zeroPoint);
        return table is null ? q : table[q];
    }

    /// <summary>clamp(round(v + residual * residualMultiplier), low, high).</summary>
    public static short ToS16(float v, int? residual, float residualMultiplier, int low, int high)
    {
        if (residual is { } r)
        {
            float product = (float)r * residualMultiplier;
            v = (float)(v + product);
        }

        return (short)RoundedClamp(v, low, high);
    }

    /// <summary>Rounds half to even in double, where every float is exact, then clamps.</summary>
    public static int RoundedClamp(float v, int low, int high) =>
        (int)Math.Clamp(Math.Round((double)v, MidpointRounding.ToEven), low, high);

    /// <summary>Layer normalization of one row.</summary>
    public static int[] LayerNorm(short[] x, double epsilon, float[] gain, float[] offset, int min, int max)
    {
        long sum = 0, squares = 0;
        foreach (var r in x)
        {
            sum += r;
            squares += r * (long)r;
        }

        long count = x.Length;
        var mean = (float)((double)sum / count);
        var variance = (double)(count * squares - sum * sum) / (double)(count * count);
        var factor = (float)(1 / Math.Sqrt(variance + epsilon));
        return [.. x.Select((r, c) =>
        {
            float centered = (float)r - mean;
            float normal = centered * factor;
            float scaled = normal * gain[c];
            float v = scaled + offset[c];
            return RoundedClamp(v, min, max);
        })];
    }

    /// <summary>clamp(round(product * multiplier) + zeroPoint, min, max).</summary>
    public static int Product(int product, float multiplier, int zeroPoint, int min, int max)
    {
        float v = (float)product * multiplier;
        return RoundedClamp(v, min - zeroPoint, max - zeroPoint) + zeroPoint;
    }

    /// <summary>clamp(round(x0 * multiplier0 + x1 * multiplier1 + ...) + zeroPoint, min, max), each product and each sum rounded to float32.</summary>
    public static int Sum(int zeroPoint, int min, int max, params (int X, float Multiplier)[] terms)
    {
        float v = (float)terms[0].X * terms[0].Multiplier;
        foreach (var (x, multiplier) in terms.Skip(1))
        {
            float product = (float)x * multiplier;
            v = (float)(v + product);
        }

        return RoundedClamp(v, min - zeroPoint, max - zeroPoint) + zeroPoint;
    }

    /// <summary>clamp(round(r * gain + offset), min, max).</summary>
    public static int Affine(long r, float gain, float offset, int min, int max)
    {
        float product = (float)r * gain;
        float v = product + offset;
        return RoundedClamp(v, min, max);
    }
}
