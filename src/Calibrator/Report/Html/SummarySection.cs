using QMlp.Calibrator.Analysis;

namespace QMlp.Calibrator.Report.Html;

/// <summary>What a reader wants to know first: accuracy, size, time, and what looks wrong.</summary>
static class SummarySection
{
    public static void WriteTiles(HtmlWriter html, ModelReport report)
    {
        using (html.Open("div", ("class", "tiles")))
        {
            if (report.Accuracy is { Top1: { } top1, FloatTop1: { } floatTop1 })
            {
                Tile(
                    html,
                    "Top-1 accuracy",
                    NumberText.Percent(top1),
                    $"float {NumberText.Percent(floatTop1)} ({NumberText.Points(top1 - floatTop1)}); 95 % interval {Interval(report.Accuracy)}, "
                        + $"{NumberText.Count(report.Accuracy.Samples)} images");
            }

            Tile(
                html, "Agreement with float", NumberText.Percent(report.Accuracy.Agreement),
                $"same top class; {NumberText.Count(report.Accuracy.Samples)} images");
            Tile(html, "Output SQNR", NumberText.Decibels(report.Accuracy.SqnrDb), "signal to quantization noise of the outputs");
            Tile(
                html, "Size", NumberText.Bytes(report.Cost.Bytes),
                $"float {NumberText.Bytes(report.Cost.FloatBytes)} ({Ratio(report.Cost.FloatBytes, report.Cost.Bytes)})");
            Tile(html, "Time per image", Time(report.Cost.Microseconds),
                $"ONNX Runtime, float: {Time(report.Cost.FloatMicroseconds)} ({Ratio(report.Cost.FloatMicroseconds, report.Cost.Microseconds)}); one thread, "
                    + $"{report.Cost.Kernel}");
            Tile(
                html, "Network", NumberText.Operations(report.Cost.Macs),
                $"MACs an image; {NumberText.Count(report.Cost.Parameters)} parameters, {report.Weights.Count} linear steps");
        }
    }

    public static void WriteWarnings(HtmlWriter html, ModelReport report)
    {
        if (!report.Origin.SameSource)
        {
            html.Leaf(
                "p", $"{report.Against} is not the file that the model was calibrated from ({report.Origin.Source}): differences may come from that.",
                ("class", "warning"));
        }

        var low = report.Analysis.Tensors.Where(tensor => tensor.Advice is not null).ToList();
        if (low.Count == 0)
        {
            html.Leaf("p", $"No tensor lies below {Advisor.LowDecibels} dB.", ("class", "fine"));
            return;
        }

        using (html.Open("div", ("class", "warning")))
        {
            html.Leaf("strong", low.Count == 1 ? $"One tensor lies below {Advisor.LowDecibels} dB" : $"{low.Count} tensors lie below {Advisor.LowDecibels} dB");
            using (html.Open("ul"))
            {
                foreach (var tensor in low)
                {
                    using (html.Open("li", ("title", tensor.Name)))
                    {
                        html.Leaf("strong", NoiseSection.Label(tensor));
                        html.Text($", {NumberText.Decibels(tensor.SqnrDb)}. {tensor.Advice}");
                    }
                }
            }
        }
    }

    private static void Tile(HtmlWriter html, string name, string value, string note)
    {
        using (html.Open("div", ("class", "tile")))
        {
            html.Leaf("div", name, ("class", "name"));
            html.Leaf("div", value, ("class", "value"));
            html.Leaf("div", note, ("class", "note"));
        }
    }

    private static string Ratio(double large, double small) => small > 0 ? $"{NumberText.Real(large / small)}×" : "-";

    private static string Time(double microseconds) => NumberText.Microseconds(microseconds).Replace(" us", " µs", StringComparison.Ordinal);

    private static string Interval(ReportAccuracy accuracy) => $"{NumberText.Percent(accuracy.Top1Low)} to {NumberText.Percent(accuracy.Top1High)}";
}
