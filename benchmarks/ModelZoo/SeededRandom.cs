namespace QMlp.ModelZoo;

/// <summary>Random numbers that are the same everywhere for a seed: SplitMix64 (Steele, Lea and Flood, 2014).</summary>
sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Near enough to normal for weights: the sum of four uniforms, scaled to mean 0 and variance 1; bounded by 3.47.</summary>
    public double Normal() => (Uniform() + Uniform() + Uniform() + Uniform() - 2) * 1.7320508075688772;

    public float[] Normals(int count, double mean, double deviation)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)(mean + (deviation * Normal()));
        }

        return values;
    }
}
