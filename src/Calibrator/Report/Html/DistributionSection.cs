using QMlp.Calibrator.Analysis;

namespace QMlp.Calibrator.Report.Html;

/// <summary>Histograms: activations with the ranges of their quantizers, and integers of weights.</summary>
static class DistributionSection
{
    public static void WriteActivations(HtmlWriter html, NetworkAnalysis analysis)
    {
        html.Leaf("h2", "Activations and their ranges");
        html.Leaf("p", "Values of each tensor in the float network, and the range that its quantizer represents. Heights are logarithms of counts: what is "
            + "rare is visible. The numbers above are the ends of the range; short marks are ranges of channel groups. p99.9: 99.9 % of the values lie "
            + "below; max/rms: how far the largest stands out.", ("class", "quiet"));
        using (html.Open("div", ("class", "legend")))
        {
            Key(html, "range", "represented range");
            Key(html, "u8", "activation");
            Key(html, "s16", "residual stream");
            Key(html, "out", "outside of the range: clipped");
        }

        using (html.Open("div", ("class", "figures")))
        {
            foreach (var tensor in analysis.Tensors)
            {
                Activation(html, tensor);
            }
        }
    }

    public static void WriteWeights(HtmlWriter html, IReadOnlyList<WeightDistribution> weights)
    {
        html.Leaf("h2", "Weights");
        html.Leaf(
            "p",
            "How often each integer occurs among the weights of a linear step. A distribution that fills its width uses its bits; a spike at zero with long "
                + "flanks wastes them.",
            ("class", "quiet"));
        using (html.Open("div", ("class", "figures")))
        {
            foreach (var layer in weights)
            {
                using (html.Open("figure"))
                {
                    Caption(html, layer.Step, layer.Step, $"{layer.Bits} bits", low: false);
                    new HistogramPlot(layer.Lowest - 0.5, 1, layer.Counts, logarithmic: false)
                    {
                        Title = $"Weights of {layer.Step}",
                        Description =
                            $"Histogram of {NumberText.Count(layer.Count)} integers of {layer.Bits} bits; root mean square {NumberText.Real(layer.Rms)}.",
                        Color = "in",
                    }.Write(html);
                    html.Leaf(
                        "p", $"{NumberText.Count(layer.Count)} weights, {NumberText.Percent(layer.Zero)} zero, rms {NumberText.Real(layer.Rms)}",
                        ("class", "facts"));
                }
            }
        }
    }

    private static void Activation(HtmlWriter html, TensorAnalysis tensor)
    {
        var of = tensor.Distribution;
        var ranges = string.Join(", ", tensor.Ranges.Select(range => $"{NumberText.Real(range.Min)} to {NumberText.Real(range.Max)}"));
        using (html.Open("figure"))
        {
            Caption(html, NoiseSection.Label(tensor), tensor.Name, NumberText.Decibels(tensor.SqnrDb), tensor.Advice is not null);
            new HistogramPlot(of.Histogram.Start, of.Histogram.Width, of.Histogram.Counts, logarithmic: true)
            {
                Title = $"Values of {tensor.Name}",
                Description = $"Histogram of {NumberText.Count(of.Count)} values from {NumberText.Real(of.Min)} to {NumberText.Real(of.Max)}; "
                    + (tensor.Ranges.Count == 0 ? "not quantized." : $"represented: {ranges}."),
                Color = tensor.Type == "u8" ? "in" : tensor.Type,
                Ranges = [.. tensor.Ranges.Select(range => (range.Min, range.Max))],
            }.Write(html);
            html.Leaf("p", $"{NumberText.Real(of.Min)} to {NumberText.Real(of.Max)} · p99.9 {NumberText.Real(of.Percentiles.P99_9)} · max/rms "
                + $"{NumberText.Real(of.MaxToRms)}"
                + (tensor.Saturated > 0.00005 ? $" · {NumberText.Percent(tensor.Saturated)} clipped" : ""), ("class", "facts"));
        }
    }

    private static void Caption(HtmlWriter html, string name, string title, string value, bool low)
    {
        using (html.Open("figcaption"))
        {
            html.Leaf("span", name, ("title", title));
            html.Leaf("span", value, ("class", low ? "low" : ""));
        }
    }

    private static void Key(HtmlWriter html, string @class, string text)
    {
        using (html.Open("span"))
        {
            html.Leaf("b", "", ("class", @class));
            html.Text(text);
        }
    }
}
