using System.CommandLine;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Report;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp verify</c>: every kernel tier of this machine against the reference, bit for bit.</summary>
static class VerifyCommand
{
    private const int DefaultInputs = 12;

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("verify", "Check that every kernel tier of this machine gives exactly the bits of the reference interpreter.");
        var model = new QuantizedArgument(command);
        var inputs = new Option<int?>("--inputs")
        {
            Description = $"Number of random inputs, besides the golden vectors of the file ({DefaultInputs} unless given).",
            HelpName = "N",
            CustomParser = result => OptionParsers.Count(result, 0, 100_000),
        };
        command.Options.Add(inputs);
        return runner.Bind(command, "qmlp verify resmlp.qmlp", Run, check: "a tier is not exact");

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var quantized = model.Load(parse);
            var compiled = InMemoryModel.Compile(model.Path(parse), cancellation: terminal.Cancellation);
            var tiers = terminal.Track(
                "Verifying", progress => Verifier.Verify(compiled, quantized, parse.GetValue(inputs) ?? DefaultInputs, progress, terminal.Cancellation));
            return new VerificationReport(
                tiers.All(tier => tier.Exact),
                [.. tiers.Select(tier => new TierReport(tier.Kernel, tier.Exact, tier.Inputs, tier.Mismatches, tier.SelfTest))]);
        }
    }
}
