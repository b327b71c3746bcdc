namespace QMlp.Calibrator.Report;

/// <summary>What <c>verify</c> found.</summary>
/// <param name="Exact">Every tier gave exactly the bits of the reference.</param>
sealed record VerificationReport(bool Exact, IReadOnlyList<TierReport> Tiers) : ICheckReport
{
    public bool HasPassed() => Exact;

    public void WriteText(TextWriter output)
    {
        var table = new TextTable("kernel", "inputs", "differing logits", "self-test", "").AlignRight(1, 2);
        foreach (var tier in Tiers)
        {
            table.Add(
                tier.Name, NumberText.Count(tier.Inputs), NumberText.Count(tier.Mismatches), tier.SelfTest ? "passed" : "FAILED",
                tier.Exact ? "exact" : "NOT EXACT");
        }

        table.WriteTo(output);
    }
}

/// <param name="Inputs">Inputs compared.</param>
/// <param name="Mismatches">Logits that differ from the reference's in at least one bit.</param>
/// <param name="SelfTest">Whether the class's own self-test on the golden vectors passed.</param>
sealed record TierReport(string Name, bool Exact, int Inputs, int Mismatches, bool SelfTest);
