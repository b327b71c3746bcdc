using QMlp.Calibrator.Rounding;

namespace QMlp.Calibrator.Settings;

/// <summary>What shapes the numbers of a quantized model, apart from the calibration data and its method.</summary>
sealed record QuantizationSettings
{
    /// <summary>Bits of an activation, 4 to 8; the container is a byte in every case, only its largest value changes.</summary>
    public int ActivationBits { get; init; } = 8;

    /// <summary>Bits of the residual stream and of everything that a norm, an affine map or a mean reads: 16 or 8.</summary>
    public int ResidualBits { get; init; } = 16;

    /// <summary>Bits of the weights of layers that <see cref="Layers"/> does not name: 8 or 4.</summary>
    public int WeightBits { get; init; } = 8;

    /// <summary>Sizes of groups of 4-bit weights: a finer one costs 4 bits for every so many weights.</summary>
    public static IReadOnlyList<int> WeightGroupSizes { get; } = [32, 64, 128];

    /// <summary>Consecutive inputs whose 4-bit weights share a scale; null: one scale for each output channel, as 8-bit weights always have.</summary>
    public int? WeightGroupSize { get; init; }

    /// <summary>Exceptions, by the name of the linear layer.</summary>
    public IReadOnlyDictionary<string, LayerSettings> Layers { get; init; } = new Dictionary<string, LayerSettings>(StringComparer.Ordinal);

    /// <summary>Layers that are parts of one that the network was given with: by the name of a part, that of the whole.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public ActivationScheme Scheme { get; init; } = ActivationScheme.Asymmetric;

    /// <summary>How real weights become integers.</summary>
    public IWeightRounding Rounding { get; init; } = new NearestRounding();

    /// <summary>
    /// Quads of products that 8-bit weights are made to let sums of 16 bits hold (<see cref="AccumulatorFit"/>): 1, 2 or 4; 0: weights stay as they
    /// were rounded; null: as many as cost little, where activations have 7 bits or fewer.
    /// </summary>
    public int? Accumulate { get; init; }

    /// <summary>
    /// Whether each bias takes on the mean by which its layer's output, over calibration samples, differs from the float network's:
    /// errors of rounded weights, and of everything before them.
    /// </summary>
    public bool BiasCorrection { get; init; }

    /// <summary>Whether the float network's channels are equalized before it is quantized (<c>Graph/Transforms/ChannelEqualization</c>).</summary>
    public bool Equalize { get; init; }

    /// <summary>Groups of channels that token-mixing layers are divided into, each with a quantizer for its input (<c>Graph/Transforms/TokenGroups</c>); 1: as they are.</summary>
    public int TokenGroups { get; init; } = 1;

    /// <summary>Groups of alike range that the hidden channels of an MLP may be divided into (<c>Graph/Transforms/HiddenGroups</c>); 1: as they are.</summary>
    public int HiddenGroups { get; init; } = 1;

    /// <summary>Whether numbers depend on calibration samples and not on ranges alone.</summary>
    public bool NeedsSamples => BiasCorrection || Equalize || HiddenGroups > 1 || Rounding.NeedsMoments;

    /// <summary>
    /// Whether the input range of an activation function's table leaves out the ends where the function's output code does not
    /// change (GELU below about -3): finer steps where it does, at no cost.
    /// </summary>
    public bool TrimFlatEnds { get; init; } = true;

    /// <summary>What a layer has of its own; null: nothing. A part of a divided layer has what the whole has, unless it is named itself.</summary>
    public LayerSettings? Of(string layer) =>
        Layers.GetValueOrDefault(layer) ?? (Parts.TryGetValue(layer, out var whole) ? Layers.GetValueOrDefault(whole) : null);

    public int WeightBitsOf(string layer) => Of(layer)?.WeightBits ?? WeightBits;

    /// <summary>Bits that a linear layer wants its input to have.</summary>
    public int InputBitsOf(string layer) => Of(layer)?.InputBits ?? ActivationBits;

    /// <summary>The same with exceptions for a layer: what is null stays as it was.</summary>
    public QuantizationSettings With(string layer, LayerSettings own)
    {
        var before = Of(layer) ?? new LayerSettings();
        var after = new LayerSettings(own.WeightBits ?? before.WeightBits, own.InputBits ?? before.InputBits);
        return this with { Layers = new Dictionary<string, LayerSettings>(Layers, StringComparer.Ordinal) { [layer] = after } };
    }

    /// <summary>Throws <see cref="UserError"/> where a number of bits is not supported.</summary>
    public void Validate()
    {
        Require(ActivationBits is >= 4 and <= 8, "Activations", ActivationBits, "4 to 8");
        if (Accumulate is not (null or 0 or 1 or 2 or 4))
        {
            throw new UserError($"Weights cannot be made to let sums of 16 bits hold {Accumulate} quads; choose 1, 2 or 4.");
        }

        Require(ResidualBits is 8 or 16, "The residual stream", ResidualBits, "8 or 16");
        Require(WeightBits is 4 or 8, "Weights", WeightBits, "4 or 8");
        if (WeightGroupSize is { } size && !WeightGroupSizes.Contains(size))
        {
            throw new UserError($"Weights cannot have scales for groups of {size}; choose {string.Join(", ", WeightGroupSizes)}.");
        }

        foreach (var (layer, own) in Layers)
        {
            Require(own.WeightBits is null or 4 or 8, $"Weights of '{layer}'", own.WeightBits ?? 0, "4 or 8");
            Require(own.InputBits is null or (>= 4 and <= 8), $"The input of '{layer}'", own.InputBits ?? 0, "4 to 8");
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
/// <param name="InputBits">Bits of the activation that it reads, 4 to 8; where several layers read it, the most that one of them wants.</param>
sealed record LayerSettings(int? WeightBits = null, int? InputBits = null);

/// <summary>Where the zero point of an unsigned activation stands.</summary>
enum ActivationScheme
{
    /// <summary>Scale and zero point from both ends of the range: every code is used.</summary>
    Asymmetric,

    /// <summary>The zero point is the middle of the codes, the scale follows from the end farther from zero. For comparison.</summary>
    Symmetric,
}
