namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Functions with names, found by their values at many points.</summary>
static class KnownFunctions
{
    /// <summary>Equal but for the rounding of the constants from which exporters spell them, which are floats.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>A number beyond all bounds of clips.</summary>
    private const double Far = 1 << 20;

    /// <summary>Even points where functions bend, and powers of two from tiny to huge on either side.</summary>
    private static readonly double[] Points =
    [
        .. Enumerable.Range(-1200, 2401).Select(i => i * 0.0137),
        .. Enumerable.Range(-20, 41).SelectMany(exponent => new[] { Math.ScaleB(1, exponent), -Math.ScaleB(1, exponent) }),
    ];

    /// <summary>The known function that has the same values; null where none has.</summary>
    public static ActivationFunction? Find(ActivationFunction function)
    {
        var (low, high) = (function.Apply(-Far), function.Apply(Far));
        ActivationFunction[] candidates =
        [
            new ClipFunction(low == -Far ? float.NegativeInfinity : (float)low, high == Far ? float.PositiveInfinity : (float)high),
            new LeakyReluFunction((float)-function.Apply(-1)),
            new GeluFunction(), new GeluTanhFunction(), new SiluFunction(), new HardSwishFunction(), new SigmoidFunction(), new TanhFunction(),
        ];
        return Array.Find(candidates, candidate => AreEqual(function, candidate.Apply));
    }

    /// <summary>The a and b of a function a * x + b; null for others.</summary>
    public static (float Scale, float Shift)? AsAffine(ActivationFunction function)
    {
        var shift = function.Apply(0);
        var scale = function.Apply(1) - shift;
        return AreEqual(function, x => (scale * x) + shift) ? ((float)scale, (float)shift) : null;
    }

    private static bool AreEqual(ActivationFunction function, Func<double, double> other) => Array.TrueForAll(Points, x =>
    {
        var expected = other(x);
        return Math.Abs(function.Apply(x) - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));
    });
}
