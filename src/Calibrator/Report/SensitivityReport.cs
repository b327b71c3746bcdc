using QMlp.Calibrator.Analysis;

namespace QMlp.Calibrator.Report;

/// <summary>What <c>sensitivity</c> found.</summary>
/// <param name="Model">The float model.</param>
/// <param name="Settings">How it was quantized.</param>
sealed record SensitivityReport(string Model, IReadOnlyDictionary<string, string> Settings, NetworkAnalysis Analysis) : IReport
{
    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{Model}, {string.Join(", ", Settings.Select(setting => $"{setting.Key} {setting.Value}"))}");
        output.WriteLine();
        output.WriteLine($"Each step alone quantized, all else float; {Format.Count(Analysis.SensitivitySamples)} samples. The first of the list costs most.");
        WriteSteps(Analysis, output);
        output.WriteLine();
        output.WriteLine($"Every tensor of the quantized network; {Format.Count(Analysis.Samples)} samples.");
        WriteTensors(Analysis, output);
        WriteAdvice(Analysis, output);
    }

    public static void WriteAdvice(NetworkAnalysis analysis, TextWriter output)
    {
        if (analysis.Tensors.All(tensor => tensor.Advice is null))
        {
            output.WriteLine();
            output.WriteLine($"No tensor lies below {Advisor.LowDecibels} dB.");
        }

        foreach (var tensor in analysis.Tensors.Where(tensor => tensor.Advice is not null))
        {
            output.WriteLine();
            output.WriteLine($"{tensor.Name}: {Format.Decibels(tensor.SqnrDb)}. {tensor.Advice}");
        }
    }

    private static void WriteSteps(NetworkAnalysis analysis, TextWriter output)
    {
        var labelled = analysis.FloatTop1 is not null;
        var table = new TextTable(["step", "kind", "weights", "own SQNR", "output SQNR", .. labelled ? new[] { "top-1", "drop (points)" } : []]).AlignRight(2, 3, 4, 5, 6);
        foreach (var step in analysis.Steps.OrderBy(step => step.OutputSqnrDb))
        {
            table.Add([
                step.Name,
                step.Kind,
                step.WeightBits is { } bits ? $"{bits} bits" : "",
                Format.Decibels(step.OwnSqnrDb),
                Format.Decibels(step.OutputSqnrDb),
                .. labelled ? new[] { Format.Percent(step.Top1), analysis.SensitivitySamples == analysis.Samples ? Format.Points(analysis.FloatTop1 - step.Top1) : "-" } : [],
            ]);
        }

        table.WriteTo(output);
    }

    private static void WriteTensors(NetworkAnalysis analysis, TextWriter output)
    {
        var table = new TextTable("tensor", "type", "SQNR", "min", "max", "0.1 %", "99.9 %", "max/rms", "kurtosis", "channels", "outside").AlignRight(2, 3, 4, 5, 6, 7, 8, 9, 10);
        foreach (var tensor in analysis.Tensors)
        {
            var of = tensor.Distribution;
            table.Add(
                tensor.Name,
                tensor.Type,
                Format.Decibels(tensor.SqnrDb),
                Format.Real(of.Min),
                Format.Real(of.Max),
                Format.Real(of.Percentiles.P0_1),
                Format.Real(of.Percentiles.P99_9),
                Format.Real(of.MaxToRms),
                Format.Real(of.Kurtosis),
                Format.Real(of.ChannelSpread),
                tensor.Saturated == 0 ? "" : Format.Percent(tensor.Saturated));
        }

        table.WriteTo(output);
    }
}
