namespace QMlp.RuntimeSupport.Tests;

/// <summary>How weights and activations of a random product are chosen.</summary>
enum Values
{
    /// <summary>Uniform over the whole range.</summary>
    Uniform,

    /// <summary>Every activation at its greatest, weights +127.</summary>
    AllHigh,

    /// <summary>Every activation at its greatest, weights -128: only models that came quantized have it.</summary>
    AllLow,

    /// <summary>Weights 127 and -128, activations greatest where a weight is positive, else 0: the largest sums that a certificate must cover.</summary>
    Adversarial,

    /// <summary>Small weights with zeros, so that certificates of 2 and 4 hold.</summary>
    Small,

    /// <summary>4-bit weights, -8..7.</summary>
    Nibbles,

    /// <summary>4-bit weights of -8, every activation at its greatest: eight quads still fit 16 bits.</summary>
    AllLowNibbles,
}

/// <summary>A random matrix product y[m, n] = bias[n] + sum over k of w[n, k] x[m, k], and how its accumulators become outputs.</summary>
sealed class ProductCase
{
    public ProductCase(int m, int n, int k, Values values, int activationMax, int seed, bool certified = true)
    {
        (M, N, K) = (m, n, k);
        Bits = values is Values.Nibbles or Values.AllLowNibbles ? 4 : 8;
        var random = new Random(seed);
        Weights = new sbyte[n, k];
        Activations = new byte[m, k];
        var (lowest, highest) = values == Values.Small ? (-30, 30) : (sbyte.MinValue, sbyte.MaxValue);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                Weights[i, j] = values switch
                {
                    Values.AllHigh => sbyte.MaxValue,
                    Values.AllLow => sbyte.MinValue,
                    Values.AllLowNibbles => -8,
                    Values.Nibbles => (sbyte)random.Next(-8, 8),
                    Values.Adversarial => random.Next(2) == 0 ? sbyte.MaxValue : sbyte.MinValue,
                    _ => (sbyte)random.Next(lowest, highest + 1),
                };
            }
        }

        for (var i = 0; i < m; i++)
        {
            // Adversarial: row i of the activations is the worst case of output i.
            for (var j = 0; j < k; j++)
            {
                Activations[i, j] = values switch
                {
                    Values.Uniform or Values.Small or Values.Nibbles => (byte)random.Next(activationMax + 1),
                    Values.Adversarial => Weights[i % n, j] > 0 == (i % 2 == 0) ? (byte)activationMax : (byte)0,
                    _ => (byte)activationMax,
                };
            }
        }

        Certificate = certified ? Certify(activationMax) : 0;

        // Some biases reach to the limits of 32 bits as far as the overflow proof of the writer allows.
        Bias = new int[n];
        for (var i = 0; i < n; i++)
        {
            long positive = 0, negative = 0;
            for (var j = 0; j < k; j++)
            {
                positive += Math.Max(Weights[i, j], (sbyte)0) * activationMax;
                negative += Math.Min(Weights[i, j], (sbyte)0) * activationMax;
            }

            Bias[i] = random.Next(8) switch
            {
                0 => (int)(int.MaxValue - positive),
                1 => (int)(int.MinValue - negative),
                _ => random.Next(-100_000, 100_000),
            };
        }

        // Powers of two times small integers make ties; others do not.
        var scale = 1.0f / (128 * MathF.Sqrt(k) * 64);
        Multiplier = [.. Enumerable.Range(0, n).Select(_ => random.Next(8) switch
        {
            2 => 1e6f,
            3 or 4 or 5 => MathF.Pow(2, -random.Next(4, 12)),
            1 => 0.5f,
            _ => scale * (0.5f + (float)random.NextDouble()),
        })];
    }

    public int M { get; }

    public int Bits { get; }

    public int N { get; }

    public int K { get; }

    public sbyte[,] Weights { get; }

    public byte[,] Activations { get; }

    public int[] Bias { get; }

    public float[] Multiplier { get; }

    public int Certificate { get; private set; }

    /// <summary>
    /// Weights whose certificate is just met: in every group the positive weights of a half of a quad, or the negative ones, sum to the
    /// greatest value that 16 bits allow, with -128 where it does; activations are greatest, so that the sums reach it.
    /// </summary>
    public static ProductCase AtLimitOf(int certificate, int activationMax)
    {
        var limit = short.MaxValue / activationMax / (2 * certificate);
        var data = new ProductCase(16, 19, 67, Values.Adversarial, activationMax, seed: certificate, certified: false);
        for (var n = 0; n < data.N; n++)
        {
            var weight = n % 3 == 2 ? Math.Max(-limit, sbyte.MinValue) : Math.Min(limit, sbyte.MaxValue);
            for (var k = 0; k < data.K; k++)
            {
                data.Weights[n, k] = (sbyte)weight;
            }

            data.Bias[n] = n;
        }

        for (var m = 0; m < data.M; m++)
        {
            for (var k = 0; k < data.K; k++)
            {
                data.Activations[m, k] = (byte)activationMax;
            }
        }

        data.Certificate = data.Certify(activationMax);
        return data;
    }

    public int Accumulator(int m, int n) => Reference.Accumulate(Bias[n], k => Weights[n, k], k => Activations[m, k], K);

    /// <summary>Greatest g of 8, 4, 2, 1 for which no sum of g quads can leave 16 bits in either half of a quad; 0 if none.</summary>
    private int Certify(int activationMax)
    {
        foreach (var g in (int[])[8, 4, 2, 1])
        {
            if (Fits(g, activationMax))
            {
                return g;
            }
        }

        return 0;
    }

    private bool Fits(int group, int activationMax)
    {
        for (var n = 0; n < N; n++)
        {
            for (var begin = 0; begin < K; begin += 4 * group)
            {
                for (var half = 0; half < 2; half++)
                {
                    int positive = 0, negative = 0;
                    for (var k = begin; k < Math.Min(K, begin + 4 * group); k++)
                    {
                        if ((k % 4) / 2 == half)
                        {
                            positive += Math.Max((int)Weights[n, k], 0);
                            negative += Math.Max(-Weights[n, k], 0);
                        }
                    }

                    if (activationMax * Math.Max(positive, negative) > 32767)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
