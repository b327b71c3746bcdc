using QMlp.Calibrator.Analysis;

namespace QMlp.Calibrator.Report.Html;

/// <summary>Bars: how much noise each tensor carries, and what each step alone costs the output.</summary>
static class NoiseSection
{
    /// <summary>Steps shown before the rest is folded away.</summary>
    private const int MostSteps = 16;

    public static void WriteTensors(HtmlWriter html, NetworkAnalysis analysis)
    {
        html.Leaf("h2", "Noise of every tensor");
        html.Leaf("p", "Signal to quantization-noise ratio of each tensor of the quantized network against the float network, in the order of the network; "
            + $"{NumberText.Count(analysis.Samples)} samples. Noise adds up along the way; longer bars are better.", ("class", "quiet"));
        Legend(html);
        var max = AxisEnd(analysis.Tensors.Select(tensor => tensor.SqnrDb));
        using (html.Open("div", ("class", "card")))
        using (html.Open("table", ("class", "bars")))
        {
            var bars = new BarTable(html, max, Advisor.LowDecibels);
            bars.Head("made by", "type", ("SQNR", "number"));
            using (html.Open("tbody"))
            {
                foreach (var tensor in analysis.Tensors)
                {
                    bars.Row(
                        Label(tensor),
                        tensor.Name,
                        tensor.Type,
                        double.IsFinite(tensor.SqnrDb) ? tensor.SqnrDb : max,
                        tensor.Type,
                        tensor.Advice is not null,
                        (NumberText.Decibels(tensor.SqnrDb), "number"));
                }
            }
        }
    }

    public static void WriteSensitivity(HtmlWriter html, NetworkAnalysis analysis)
    {
        html.Leaf("h2", "What each step costs");
        html.Leaf("p", $"Each step alone computed as the quantized network does, all else in float; {NumberText.Count(analysis.SensitivitySamples)} samples. "
            + "The bar is the step's share of the noise that all of them add to the output.", ("class", "quiet"));
        var noise = analysis.Steps.ToDictionary(step => step, step => Math.Pow(10, -step.OutputSqnrDb / 10));
        var total = Math.Max(noise.Values.Sum(), double.Epsilon);
        var sorted = analysis.Steps.OrderByDescending(step => noise[step]).ToList();
        var max = Math.Max(1, Math.Ceiling(noise[sorted[0]] / total * 100));
        using (html.Open("div", ("class", "card")))
        {
            WriteSteps(html, sorted.Take(MostSteps), step => noise[step] / total * 100, max);
            if (sorted.Count > MostSteps)
            {
                using (html.Open("details"))
                {
                    html.Leaf("summary", $"{sorted.Count - MostSteps} more steps");
                    WriteSteps(html, sorted.Skip(MostSteps), step => noise[step] / total * 100, max);
                }
            }
        }
    }

    /// <summary>What stands for a tensor: the step that makes it.</summary>
    public static string Label(TensorAnalysis tensor) => tensor.Step.Length > 0 ? tensor.Step : "input";

    private static void WriteSteps(HtmlWriter html, IEnumerable<StepSensitivity> steps, Func<StepSensitivity, double> share, double max)
    {
        using (html.Open("table", ("class", "bars")))
        {
            var bars = new BarTable(html, max, null);
            bars.Head("step", "kind", ("share", "number"), ("output", "number"), ("own", "number own"));
            using (html.Open("tbody"))
            {
                foreach (var step in steps)
                {
                    bars.Row(
                        step.Name,
                        step.Name,
                        step.WeightBits is { } bits ? $"{step.Kind} {bits}" : step.Kind,
                        share(step),
                        "",
                        low: false,
                        ($"{NumberText.Real(share(step))} %", "number"),
                        (NumberText.Decibels(step.OutputSqnrDb), "number"),
                        (NumberText.Decibels(step.OwnSqnrDb), "number own"));
                }
            }
        }
    }

    private static void Legend(HtmlWriter html)
    {
        using (html.Open("div", ("class", "legend")))
        {
            foreach (var (@class, text) in new[]
            {
                ("u8", "activation, 8 bits unsigned"), ("s16", "residual stream, 16 bits"), ("f32", "output, float"),
                ("low", $"below {Advisor.LowDecibels} dB"), ("limit", $"{Advisor.LowDecibels} dB"),
            })
            {
                using (html.Open("span"))
                {
                    html.Leaf("b", "", ("class", @class));
                    html.Text(text);
                }
            }
        }
    }

    /// <summary>A multiple of 10 dB beyond the largest.</summary>
    private static double AxisEnd(IEnumerable<double> decibels) =>
        Math.Max(40, Math.Ceiling(decibels.Where(double.IsFinite).DefaultIfEmpty(40).Max() / 10) * 10);
}
