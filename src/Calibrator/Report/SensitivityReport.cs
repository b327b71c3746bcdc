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
        output.WriteLine(
            $"Each step alone quantized, all else float; {NumberText.Count(Analysis.SensitivitySamples)} samples. The first of the list costs most.");
        WriteSteps(Analysis, output);
        output.WriteLine();
        output.WriteLine($"Every tensor of the quantized network; {NumberText.Count(Analysis.Samples)} samples.");
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
            output.WriteLine($"{tensor.Name}: {NumberText.Decibels(tensor.SqnrDb)}. {tensor.Advice}");
        }
    }

    private static void WriteSteps(NetworkAnalysis analysis, TextWriter output)
    {
        var labeled = analysis.FloatTop1 is not null;
        var table = new TextTable(["step", "kind", "weights", "own SQNR", "output SQNR", .. labeled ? new[] { "top-1", "drop (points)" } : []])
            .AlignRight(2, 3, 4, 5, 6);
        foreach (var step in analysis.Steps.OrderBy(step => step.OutputSqnrDb))
        {
            table.Add([
                step.Name,
                step.Kind,
                step.WeightBits is { } bits ? $"{bits} bits" : "",
                NumberText.Decibels(step.OwnSqnrDb),
                NumberText.Decibels(step.OutputSqnrDb),
                .. labeled
                    ? new[]
                    {
                        NumberText.Percent(step.Top1),
                        analysis.SensitivitySamples == analysis.Samples ? NumberText.Points(analysis.FloatTop1 - step.Top1) : "-",
                    }
                    : [],
            ]);
        }

        table.WriteTo(output);
    }

    private static void WriteTensors(NetworkAnalysis analysis, TextWriter output)
    {
        var table = new TextTable("tensor", "type", "SQNR", "min", "max", "0.1 %", "99.9 %", "max/rms", "kurtosis", "channels", "outside")
            .AlignRight(2, 3, 4, 5, 6, 7, 8, 9, 10);
        foreach (var tensor in analysis.Tensors)
        {
            var of = tensor.Distribution;
            table.Add(
                tensor.Name,
                tensor.Type,
                NumberText.Decibels(tensor.SqnrDb),
                NumberText.Real(of.Min),
                NumberText.Real(of.Max),
                NumberText.Real(of.Percentiles.P0_1),
                NumberText.Real(of.Percentiles.P99_9),
                NumberText.Real(of.MaxToRms),
                NumberText.Real(of.Kurtosis),
                NumberText.Real(of.ChannelSpread),
                tensor.Saturated == 0 ? "" : NumberText.Percent(tensor.Saturated));
        }

        table.WriteTo(output);
    }
}
