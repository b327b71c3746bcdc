using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QMlp.Calibrator.Quantization;
using QMlp.Calibrator.Quantization.Rounding;

namespace QMlp.Calibrator.Commands;

/// <summary>The options that say how a network is quantized, apart from the data and how ranges are chosen.</summary>
sealed class QuantizationArguments
{
    private static readonly IWeightRounding[] Roundings = [new NearestRounding(), new MseRounding(), new GptqRounding()];

    private readonly Option<int?> _activations = new("--activations")
    {
        Description = "Bits of activations: 8, 7 for the fastest exact kernels on processors without a byte dot product, or down to 4 (8 unless given).",
        HelpName = "8..4",
        CustomParser = result => Bits(result, ["8", "7", "6", "5", "4"]),
    };

    private readonly Option<int?> _weights = new("--weights")
    {
        Description = "Bits of weights: 8 or 4 (8 unless given).",
        HelpName = "8|4",
        CustomParser = result => Bits(result, ["8", "4"]),
    };

    private readonly Option<int?> _residual = new("--residual")
    {
        Description = "Bits of the residual stream: 16 or 8 (16 unless given).",
        HelpName = "16|8",
        CustomParser = result => Bits(result, ["16", "8"]),
    };

    private readonly Option<string?> _scheme = new("--scheme")
    {
        Description = "Zero point of activations: asymmetric, from both ends of the range, or symmetric, for comparison (asymmetric unless given).",
        HelpName = "asymmetric|symmetric",
        CustomParser = result => OptionParsers.Choice(result, ["asymmetric", "symmetric"]),
    };

    private readonly Option<string?> _rounding = new("--rounding")
    {
        Description = "How weights are rounded: nearest; mse, which clips large ones where that makes the rest finer; gptq, which makes up for each rounding in "
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

    public QuantizationArguments(Command command)
    {
        command.Options.Add(_activations);
        command.Options.Add(_weights);
        command.Options.Add(_residual);
        command.Options.Add(_scheme);
        command.Options.Add(_rounding);
        command.Options.Add(_biasCorrection);
        command.Options.Add(_equalize);
    }

    public QuantizationSettings Settings(ParseResult parse) => new()
    {
        ActivationBits = parse.GetValue(_activations) ?? 8,
        WeightBits = parse.GetValue(_weights) ?? 8,
        ResidualBits = parse.GetValue(_residual) ?? 16,
        Scheme = parse.GetValue(_scheme) == "symmetric" ? ActivationScheme.Symmetric : ActivationScheme.Asymmetric,
        Rounding = Roundings.First(rounding => rounding.Name == (parse.GetValue(_rounding) ?? Roundings[0].Name)),
        BiasCorrection = parse.GetValue(_biasCorrection),
        Equalize = parse.GetValue(_equalize),
    };

    private static int? Bits(ArgumentResult result, string[] choices) =>
        OptionParsers.Choice(result, choices) is { } bits ? int.Parse(bits, CultureInfo.InvariantCulture) : null;
}
