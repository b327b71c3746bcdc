using QMlp.Calibrator.Analysis;

namespace QMlp.Calibrator.Report.Html;

/// <summary>Where the model comes from, and all numbers of the tensors.</summary>
static class DetailSection
{
    public static void WriteOrigin(HtmlWriter html, ModelReport report)
    {
        html.Leaf("h2", "Provenance");
        using (html.Open("div", ("class", "card")))
        using (html.Open("dl"))
        {
            var origin = report.Origin;
            Fact(html, "float model", $"{origin.Source}, SHA-256 {origin.SourceSha256}");
            Fact(
                html, "calibrated on",
                origin.Data == "none" ? "no data" : $"{NumberText.Count(origin.Samples)} samples of {origin.Data}, SHA-256 {origin.DataSha256}");
            Fact(html, "settings", string.Join(", ", origin.Settings.Select(setting => $"{setting.Key} {setting.Value}")));
            Fact(html, "written by", origin.Tool);
            Fact(html, "compared with", $"{report.Against} on {NumberText.Count(report.Accuracy.Samples)} samples of {report.Accuracy.Data}");
            Fact(html, "kernel", $"{report.Cost.Kernel}, on the machine that wrote this page");
        }
    }

    public static void WriteNumbers(HtmlWriter html, NetworkAnalysis analysis)
    {
        using (html.Open("details"))
        {
            html.Leaf("summary", "All numbers of the tensors");
            using (html.Open("div", ("class", "card")))
            using (html.Open("table", ("class", "numbers")))
            {
                using (html.Open("thead"))
                using (html.Open("tr"))
                {
                    foreach (var head in new[]
                    {
                        "tensor", "type", "shape", "SQNR", "min", "0.1 %", "median", "99.9 %", "max", "rms", "max/rms", "kurtosis",
                        "widest/median channel", "outside",
                    })
                    {
                        html.Leaf("th", head, ("scope", "col"));
                    }
                }

                using (html.Open("tbody"))
                {
                    foreach (var tensor in analysis.Tensors)
                    {
                        Row(html, tensor);
                    }
                }
            }
        }
    }

    private static void Row(HtmlWriter html, TensorAnalysis tensor)
    {
        var of = tensor.Distribution;
        using (html.Open("tr"))
        {
            html.Leaf("th", tensor.Name, ("scope", "row"));
            foreach (var cell in new[]
            {
                tensor.Type, NumberText.Shape(tensor.Shape), NumberText.Decibels(tensor.SqnrDb), NumberText.Real(of.Min),
                NumberText.Real(of.Percentiles.P0_1), NumberText.Real(of.Percentiles.P50), NumberText.Real(of.Percentiles.P99_9),
                NumberText.Real(of.Max), NumberText.Real(of.Rms), NumberText.Real(of.MaxToRms), NumberText.Real(of.Kurtosis),
                NumberText.Real(of.ChannelSpread), NumberText.Percent(tensor.Saturated),
            })
            {
                html.Leaf("td", cell);
            }
        }
    }

    private static void Fact(HtmlWriter html, string name, string value)
    {
        html.Leaf("dt", name);
        html.Leaf("dd", value);
    }
}
