namespace QMlp.Calibrator.Report.Html;

/// <summary>The report as one page that needs nothing else: no script, no network, light and dark, narrow and wide.</summary>
static class ReportPage
{
    public static string Write(ModelReport report)
    {
        using var html = new HtmlWriter();
        using (html.Open("html", ("lang", "en")))
        {
            using (html.Open("head"))
            {
                html.Void("meta", ("charset", "utf-8"));
                html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Leaf("title", $"{report.Model}: quantization report");
                html.Leaf("style", PageStyle.Css);
            }

            using (html.Open("body"))
            {
                using (html.Open("header"))
                {
                    html.Leaf("h1", report.Model);
                    html.Leaf("p", $"quantized from {report.Origin.Source}; {report.Origin.Summary}", ("class", "quiet"));
                }

                using (html.Open("main"))
                {
                    SummarySection.WriteTiles(html, report);
                    SummarySection.WriteWarnings(html, report);
                    NoiseSection.WriteTensors(html, report.Analysis);
                    NoiseSection.WriteSensitivity(html, report.Analysis);
                    if (report.Confusion is { } confusion)
                    {
                        ConfusionSection.Write(html, confusion, report.ClassNames);
                    }

                    DistributionSection.WriteActivations(html, report.Analysis);
                    DistributionSection.WriteWeights(html, report.Weights);
                    DetailSection.WriteOrigin(html, report);
                    DetailSection.WriteNumbers(html, report.Analysis);
                    html.Leaf("footer", "");
                }
            }
        }

        return html.Finish();
    }
}
