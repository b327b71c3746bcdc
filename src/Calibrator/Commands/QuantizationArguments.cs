using System.CommandLine;
using System.Globalization;
using QMlp.Calibrator.Quantization;

namespace QMlp.Calibrator.Commands;

/// <summary>The options that say how a network is quantized, apart from the data and how ranges are chosen.</summary>
sealed class QuantizationArguments
{
    private readonly Option<int?> _activations = new("--activations")
    {
        Description = "Bits of activations: 8, or 7 for the fastest exact kernels on processors without a byte dot product (8 unless given).",
        HelpName = "8|7",
        CustomParser = result => Bits(result, ["8", "7"]),
    };

    private readonly Option<int?> _weights = new("--weights")
    {
        Description = "Bits of weights: 8 or 4 (8 unless given).",
        HelpName = "8|4",
        CustomParser = result => Bits(result, ["8", "4"]),
    };

    public QuantizationArguments(Command command)
    {
        command.Options.Add(_activations);
        command.Options.Add(_weights);
    }

    public QuantizationSettings Settings(ParseResult parse) =>
        new() { ActivationBits = parse.GetValue(_activations) ?? 8, WeightBits = parse.GetValue(_weights) ?? 8 };

    private static int? Bits(System.CommandLine.Parsing.ArgumentResult result, string[] choices) =>
        OptionParsers.Choice(result, choices) is { } bits ? int.Parse(bits, CultureInfo.InvariantCulture) : null;
}
