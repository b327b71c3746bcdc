using QMlp.Calibrator.Quantization.Rounding;

namespace QMlp.Calibrator.Quantization;

/// <summary>What shapes the numbers of a quantized model, apart from the calibration data and its method.</summary>
sealed record QuantizationSettings
{
    /// <summary>Bits of an activation, 4 to 8; the container is a byte in every case, only its largest value changes.</summary>
    public int ActivationBits { get; init; } = 8;

    /// <summary>Bits of the residual stream and of everything that a norm, an affine map or a mean reads: 16 or 8.</summary>
    public int ResidualBits { get; init; } = 16;

    /// <summary>Bits of the weights of layers that <see cref="Layers"/> does not name: 8 or 4.</summary>
    public int WeightBits { get; init; } = 8;

    /// <summary>Exceptions, by the name of the linear layer.</summary>
    public IReadOnlyDictionary<string, LayerSettings> Layers { get; init; } = new Dictionary<string, LayerSettings>(StringComparer.Ordinal);

    public ActivationScheme Scheme { get; init; } = ActivationScheme.Asymmetric;

    /// <summary>How real weights become integers.</summary>
    public IWeightRounding Rounding { get; init; } = new NearestRounding();

    /// <summary>
    /// Whether each bias takes on the mean by which its layer's output, over calibration samples, differs from the float network's:
    /// errors of rounded weights, and of everything before them.
    /// </summary>
    public bool BiasCorrection { get; init; }

    /// <summary>Whether the float network's channels are equalized before it is quantized (<see cref="ChannelEqualization"/>).</summary>
    public bool Equalize { get; init; }

    /// <summary>Whether numbers depend on calibration samples and not on ranges alone.</summary>
    public bool NeedsSamples => BiasCorrection || Equalize || Rounding.NeedsMoments;

    /// <summary>
    /// Whether the input range of an activation function's table leaves out the ends where the function's output code does not
    /// change (GELU below about -3): finer steps where it does, at no cost.
    /// </summary>
    public bool TrimFlatEnds { get; init; } = true;

    public int WeightBitsOf(string layer) => Layers.GetValueOrDefault(layer)?.WeightBits ?? WeightBits;

    /// <summary>Throws <see cref="UserError"/> where a number of bits is not supported.</summary>
    public void Validate()
    {
        Require(ActivationBits is >= 4 and <= 8, "Activations", ActivationBits, "4 to 8");
        Require(ResidualBits is 8 or 16, "The residual stream", ResidualBits, "8 or 16");
        Require(WeightBits is 4 or 8, "Weights", WeightBits, "4 or 8");
        foreach (var (layer, own) in Layers)
        {
            Require(own.WeightBits is null or 4 or 8, $"Weights of '{layer}'", own.WeightBits ?? 0, "4 or 8");
        }
    }

    private static void Require(bool condition, string what, int bits, string allowed)
    {
        if (!condition)
        {
            throw new UserError($"{what} cannot have {bits} bits; choose {allowed}.");
        }
    }
}

/// <summary>What one linear layer has that others do not; null: as the others.</summary>
/// <param name="WeightBits">8 or 4.</param>
sealed record LayerSettings(int? WeightBits = null);

/// <summary>Where the zero point of an unsigned activation stands.</summary>
enum ActivationScheme
{
    /// <summary>Scale and zero point from both ends of the range: every code is used.</summary>
    Asymmetric,

    /// <summary>The zero point is the middle of the codes, the scale follows from the end farther from zero. For comparison.</summary>
    Symmetric,
}
