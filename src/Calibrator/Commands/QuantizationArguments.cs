using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;

namespace QMlp.Calibrator.Commands;

/// <summary>The options that say how a network is quantized, apart from the data and how ranges are chosen.</summary>
sealed class QuantizationArguments
{
    private static readonly IWeightRounding[] Roundings = [new NearestRounding(), new MseRounding(), new GptqRounding()];

    private readonly Option<int?> _activations = new("--activations")
    {
        Description = "Bits of activations: 8, 7 for the fastest exact kernels on processors without a byte dot product, or down to 4 (8 unless given).",
        HelpName = "8..4",
        CustomParser = result => Number(result, ["8", "7", "6", "5", "4"]),
    };

    private readonly Option<string?> _accumulate = new("--accumulate")
    {
        Description =
            "Change 8-bit weights so that sums of 16 bits hold the products of so many quads of inputs, which makes processors without a byte dot product "
                + "faster; what "
            + "that costs is reported. auto: 4 or 2 where it costs little, with 7-bit activations; off: never (auto unless given).",
        HelpName = "auto|off|1|2|4",
        CustomParser = result => OptionParsers.Choice(result, ["auto", "off", "1", "2", "4"]),
    };

    private readonly Option<int?> _weights = new("--weights")
    {
        Description = "Bits of weights: 8 or 4 (8 unless given).",
        HelpName = "8|4",
        CustomParser = result => Number(result, ["8", "4"]),
    };

    private readonly Option<int?> _weightGroups = new("--weight-groups")
    {
        Description =
            "Give 4-bit weights a scale for each group of so many inputs, a 4-bit multiple of their output channel's: less noise for 4 bits more a group; "
                + "run as 8-bit "
            + "weights, which they are expanded to when the model is first used (one scale for each output channel unless given).",
        HelpName = string.Join('|', QuantizationSettings.WeightGroupSizes),
        CustomParser = result => Number(result, [.. QuantizationSettings.WeightGroupSizes.Select(size => size.ToString(CultureInfo.InvariantCulture))]),
    };

    private readonly Option<int?> _residual = new("--residual")
    {
        Description = "Bits of the residual stream: 16 or 8 (16 unless given).",
        HelpName = "16|8",
        CustomParser = result => Number(result, ["16", "8"]),
    };

    private readonly Option<string?> _scheme = new("--scheme")
    {
        Description = "Zero point of activations: asymmetric, from both ends of the range, or symmetric, for comparison (asymmetric unless given).",
        HelpName = "asymmetric|symmetric",
        CustomParser = result => OptionParsers.Choice(result, ["asymmetric", "symmetric"]),
    };

    private readonly Option<string?> _rounding = new("--rounding")
    {
        Description =
            "How weights are rounded: nearest; mse, which clips large ones where that makes the rest finer; gptq, which makes up for each rounding in "
            + "the weights that follow, from the layers' inputs on the data (nearest unless given).",
        HelpName = "nearest|mse|gptq",
        CustomParser = result => OptionParsers.Choice(result, [.. Roundings.Select(rounding => rounding.Name)]),
    };

    private readonly Option<bool> _biasCorrection = new("--bias-correction")
    {
        Description = "Move each bias by the mean error that its layer's output has on the data.",
    };

    private readonly Option<bool> _equalize = new("--equalize")
    {
        Description = "Balance channels of unequal range between norms, means or layers and the linear layers that read them.",
    };

    private readonly Option<int?> _tokenGroups = new("--token-groups")
    {
        Description = "Divide the channels of token-mixing layers into this many groups, each with a quantizer for its input (1 unless given).",
        HelpName = "N",
        CustomParser = result => OptionParsers.Count(result, 1, 64),
    };

    private readonly Option<int?> _hiddenGroups = new("--hidden-groups")
    {
        Description =
            "Divide the hidden channels of channel-mixing MLPs into up to this many groups of alike range, each with a quantizer and a table of its own (1 "
                + "unless given).",
        HelpName = "N",
        CustomParser = result => OptionParsers.Count(result, 1, 8),
    };

    private readonly Option<int?> _firstLast = new("--first-last")
    {
        Description = "Bits of the weights of the first and the last layer and of what they read, where other layers have fewer: 8.",
        HelpName = "8",
        CustomParser = result => Number(result, ["8"]),
    };

    private readonly Option<string[]> _layers = new("--layer")
    {
        Description =
            "Bits of one linear layer, by its name ('qmlp sensitivity' lists them), where others have fewer or more: w8 or w4 for its weights, a8 to a4 for "
                + "what it reads, or both. May be given several times.",
        HelpName = LayerBits.Form,
        DefaultValueFactory = _ => [],
    };

    public QuantizationArguments(Command command)
    {
        command.Options.Add(_activations);
        command.Options.Add(_accumulate);
        command.Options.Add(_weights);
        command.Options.Add(_weightGroups);
        command.Options.Add(_residual);
        command.Options.Add(_scheme);
        command.Options.Add(_rounding);
        command.Options.Add(_biasCorrection);
        command.Options.Add(_equalize);
        command.Options.Add(_tokenGroups);
        command.Options.Add(_hiddenGroups);
        command.Options.Add(_firstLast);
        command.Options.Add(_layers);
    }

    /// <param name="graph">The network, whose layers some options mean.</param>
    /// <param name="choosesLayers">Layers for 4-bit weights are chosen later, under a budget.</param>
    /// <exception cref="UsageError">An option has nothing to act on.</exception>
    public QuantizationSettings Settings(ParseResult parse, FloatGraph graph, bool choosesLayers = false)
    {
        var settings = new QuantizationSettings
        {
            ActivationBits = parse.GetValue(_activations) ?? 8,
            Accumulate = parse.GetValue(_accumulate) switch { null or "auto" => null, "off" => 0, var quads => int.Parse(quads, CultureInfo.InvariantCulture) },
            WeightBits = parse.GetValue(_weights) ?? 8,
            WeightGroupSize = parse.GetValue(_weightGroups),
            ResidualBits = parse.GetValue(_residual) ?? 16,
            Scheme = parse.GetValue(_scheme) == "symmetric" ? ActivationScheme.Symmetric : ActivationScheme.Asymmetric,
            Rounding = Roundings.First(rounding => rounding.Name == (parse.GetValue(_rounding) ?? Roundings[0].Name)),
            BiasCorrection = parse.GetValue(_biasCorrection),
            Equalize = parse.GetValue(_equalize),
            TokenGroups = parse.GetValue(_tokenGroups) ?? 1,
            HiddenGroups = parse.GetValue(_hiddenGroups) ?? 1,
        };
        settings = parse.GetValue(_firstLast) is { } bits ? WithFirstAndLast(settings, graph, new LayerSettings(bits, bits)) : settings;
        settings = LayerBits.Apply(settings, graph, parse.GetRequiredValue(_layers));
        return settings.WeightGroupSize is null || settings.WeightBits == 4 || settings.Layers.Values.Any(layer => layer.WeightBits == 4) || choosesLayers
            ? settings
            : throw new UsageError(
                "Option '--weight-groups' is for 4-bit weights: add --weights 4, or calibrate under a --budget, which gives them to some layers.");
    }

    /// <summary>Options that give layers the bits that all layers have anyway.</summary>
    /// <param name="settings">What <see cref="Settings"/> made of the options.</param>
    public IEnumerable<IneffectiveOption> WithoutEffect(ParseResult parse, QuantizationSettings settings)
    {
        bool IsAsOthers(LayerSettings layer) =>
            (layer.WeightBits ?? settings.WeightBits) == settings.WeightBits && (layer.InputBits ?? settings.ActivationBits) == settings.ActivationBits;

        if (parse.GetValue(_firstLast) is { } bits && IsAsOthers(new LayerSettings(bits, bits)))
        {
            yield return new("first-last", $"all layers have {bits} bits");
        }

        if (parse.GetRequiredValue(_layers).Length > 0 && settings.Layers.Values.All(IsAsOthers))
        {
            yield return new("layer", "the layers that it names have the bits of all others");
        }
    }

    /// <summary>Whether bits of weights were asked for.</summary>
    public bool StatesWeightBits(ParseResult parse) => parse.GetValue(_weights) is not null;

    private static QuantizationSettings WithFirstAndLast(QuantizationSettings settings, FloatGraph graph, LayerSettings own)
    {
        var layers = graph.Nodes.OfType<LinearNode>().ToList();
        return layers.Count == 0 ? settings : settings.With(layers[0].Name, own).With(layers[^1].Name, own);
    }

    private static int? Number(ArgumentResult result, string[] choices) =>
        OptionParsers.Choice(result, choices) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;
}
