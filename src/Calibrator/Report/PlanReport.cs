namespace QMlp.Calibrator.Report;

/// <summary>What the generated class of a model does, in which order, and what that costs.</summary>
/// <param name="ScratchBytes">Scratch memory of a call on one thread.</param>
sealed record PlanReport(long ScratchBytes, IReadOnlyList<PassReport> Passes)
{
    /// <summary>The steps of each pass in a sentence each, then the costs as a table.</summary>
    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"plan: {NumberText.Count(Passes.Count)} passes, {NumberText.Bytes(ScratchBytes)} of scratch memory");
        foreach (var (pass, i) in Passes.Select((pass, i) => (pass, i)))
        {
            var number = NumberText.Count(i + 1).PadLeft(4) + ". ";
            foreach (var step in pass.Steps)
            {
                output.WriteLine(number + step);
                number = "      ";
            }

            if (pass.Bands is not null)
            {
                output.WriteLine(number + pass.Bands);
            }
        }

        output.WriteLine();
        output.WriteLine("ideal cycles of each pass: its products at the rate of the multipliers, or its bytes at that of the first-level cache");
        var tiers = Passes.SelectMany(pass => pass.IdealCycles.Keys).Distinct().ToList();
        var table = new TextTable(["pass", "MACs", "bytes moved", .. tiers]).AlignRight([.. Enumerable.Range(0, tiers.Count + 3)]);
        foreach (var (pass, i) in Passes.Select((pass, i) => (pass, i)))
        {
            table.Add(
                [
                    NumberText.Count(i + 1), NumberText.Count(pass.Macs), NumberText.Count(pass.BytesMoved),
                    .. tiers.Select(tier => NumberText.Count(pass.IdealCycles[tier])),
                ]);
        }

        table.Add(
        [
            "all", NumberText.Count(Passes.Sum(pass => pass.Macs)), NumberText.Count(Passes.Sum(pass => pass.BytesMoved)),
            .. tiers.Select(tier => NumberText.Count(Passes.Sum(pass => pass.IdealCycles[tier]))),
        ]);
        table.WriteTo(output);
    }
}

/// <summary>One trip over memory.</summary>
/// <param name="Steps">A sentence for each step.</param>
/// <param name="Bands">How rows run through several steps together; null for a single step.</param>
/// <param name="BytesMoved">Weights, constants and activations that are read and written, what stays in a band's buffers not counted.</param>
/// <param name="IdealCycles">By the name of the instruction set.</param>
sealed record PassReport(string Name, IReadOnlyList<string> Steps, string? Bands, long Macs, long BytesMoved, IReadOnlyDictionary<string, long> IdealCycles);
