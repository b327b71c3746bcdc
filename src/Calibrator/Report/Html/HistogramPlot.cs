using System.Text;
using static QMlp.Calibrator.Report.Html.HtmlWriter;

namespace QMlp.Calibrator.Report.Html;

/// <summary>A histogram as an inline drawing: counts from <paramref name="start"/> on in bins of one width, over an axis with round numbers.</summary>
/// <param name="logarithmic">Whether heights are logarithms of counts, so that rare values can be seen beside frequent ones.</param>
sealed class HistogramPlot(double start, double width, IReadOnlyList<long> counts, bool logarithmic)
{
    private const double Width = 320, Height = 120, Left = 4, Right = 316, Top = 16, Bottom = 100, InnerEdge = 7;

    /// <summary>Names the drawing for those who do not see it.</summary>
    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>Class of the bars.</summary>
    public required string Color { get; init; }

    /// <summary>Ranges to mark; elements outside of all of them are shown as lost.</summary>
    public IReadOnlyList<(double Min, double Max)> Ranges { get; init; } = [];

    private double Low => Math.Min(start, Ranges.Select(range => range.Min).DefaultIfEmpty(start).Min());

    private double High => Math.Max(End, Ranges.Select(range => range.Max).DefaultIfEmpty(End).Max());

    private double End => start + (width * counts.Count);

    public void Write(HtmlWriter html)
    {
        using (html.Open("svg", ("viewBox", $"0 0 {Number(Width)} {Number(Height)}"), ("role", "img")))
        {
            html.Leaf("title", Title);
            html.Leaf("desc", Description);
            foreach (var (min, max) in Ranges)
            {
                html.Leaf(
                    "rect", "", ("class", "range"), ("x", Number(X(min))), ("y", Number(Top)), ("width", Number(X(max) - X(min))),
                    ("height", Number(Bottom - Top)));
            }

            var (kept, lost) = (new StringBuilder(), new StringBuilder());
            for (var bin = 0; bin < counts.Count; bin++)
            {
                Bar(bin, IsLost(start + ((bin + 0.5) * width)) ? lost : kept);
            }

            Path(html, kept, Color);
            Path(html, lost, "out");
            Edges(html);
            Axis(html);
        }
    }

    private bool IsLost(double center) => Ranges.Count > 0 && !Ranges.Any(range => center >= range.Min - width && center <= range.Max + width);

    private void Bar(int bin, StringBuilder path)
    {
        var most = Scale(counts.Max());
        var height = counts[bin] == 0 ? 0 : Math.Max(0.75, Scale(counts[bin]) / most * (Bottom - Top - 4));
        if (height > 0)
        {
            var (left, right) = (X(start + (bin * width)), X(start + ((bin + 1) * width)));
            path.Append($"M{Number(left)} {Number(Bottom)}V{Number(Bottom - height)}H{Number(right)}V{Number(Bottom)}Z");
        }
    }

    private static void Path(HtmlWriter html, StringBuilder path, string color)
    {
        if (path.Length > 0)
        {
            html.Leaf("path", "", ("class", color), ("d", path.ToString()));
        }
    }

    /// <summary>Lines at the ends of the range; of several groups only the outermost ones are long and have numbers.</summary>
    private void Edges(HtmlWriter html)
    {
        if (Ranges.Count == 0)
        {
            return;
        }

        var (least, most) = (Ranges.Min(range => range.Min), Ranges.Max(range => range.Max));
        foreach (var edge in Ranges.SelectMany(range => new[] { range.Min, range.Max }).Distinct())
        {
            var end = edge == least || edge == most ? Bottom : Top + InnerEdge;
            html.Leaf("line", "", ("class", "edge"), ("x1", Number(X(edge))), ("x2", Number(X(edge))), ("y1", Number(Top - 2)), ("y2", Number(end)));
        }

        html.Leaf("text", NumberText.Real(least), ("x", Number(Math.Clamp(X(least), Left, Right - 70))), ("y", "11"));
        html.Leaf("text", NumberText.Real(most), ("x", Number(Math.Clamp(X(most), Left + 70, Right))), ("y", "11"), ("text-anchor", "end"));
    }

    private void Axis(HtmlWriter html)
    {
        html.Leaf("line", "", ("class", "axisline"), ("x1", Number(Left)), ("x2", Number(Right)), ("y1", Number(Bottom)), ("y2", Number(Bottom)));
        foreach (var tick in Ticks.Between(Low, High, 4))
        {
            var x = X(tick);
            html.Leaf("line", "", ("class", "axisline"), ("x1", Number(x)), ("x2", Number(x)), ("y1", Number(Bottom)), ("y2", Number(Bottom + 4)));
            html.Leaf("text", Plain(tick), ("x", Number(Math.Clamp(x, Left + 8, Right - 10))), ("y", Number(Height - 3)), ("text-anchor", "middle"));
        }
    }

    private static string Plain(double tick) => tick.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);

    private double Scale(long count) => logarithmic ? Math.Log10(1 + count) : count;

    private double X(double value) => Left + ((value - Low) / Math.Max(High - Low, double.Epsilon) * (Right - Left));
}
