namespace QMlp.Calibrator.Report.Html;

/// <summary>A bar chart that is a table: a row for each bar, readable without seeing it.</summary>
/// <param name="max">Value at the right end of the axis; the left end is 0.</param>
/// <param name="limit">Value of the dashed line, or null.</param>
sealed class BarTable(HtmlWriter html, double max, double? limit)
{
    private readonly IReadOnlyList<double> _ticks = Ticks.Between(0, max, 5);

    /// <summary>The head of the table.</summary>
    /// <param name="columns">Names: label, kind, the bar's, and numbers.</param>
    public void Head(string label, string kind, params ReadOnlySpan<(string Name, string Class)> numbers)
    {
        using (html.Open("thead"))
        using (html.Open("tr"))
        {
            html.Leaf("th", label, ("scope", "col"), ("class", "label"));
            html.Leaf("th", kind, ("scope", "col"), ("class", "kind"));
            using (html.Open("th", ("scope", "col")))
            using (html.Open("div", ("class", "axis")))
            {
                foreach (var tick in _ticks)
                {
                    html.Leaf("span", NumberText.Count((long)tick), ("style", "left:" + HtmlWriter.Percent(tick / max)));
                }
            }

            foreach (var (name, @class) in numbers)
            {
                html.Leaf("th", name, ("scope", "col"), ("class", @class));
            }
        }
    }

    /// <param name="title">What a pointer that rests on the label shows.</param>
    /// <param name="color">Class of the bar.</param>
    /// <param name="low">Whether the row is to stand out.</param>
    public void Row(string label, string title, string kind, double value, string color, bool low, params ReadOnlySpan<(string Text, string Class)> numbers)
    {
        using (html.Open("tr", ("class", low ? "low" : "")))
        {
            html.Leaf("th", label, ("scope", "row"), ("title", title));
            html.Leaf("td", kind, ("class", "kind"));
            using (html.Open("td"))
            using (html.Open("div", ("class", "track")))
            {
                foreach (var tick in _ticks)
                {
                    html.Leaf("i", "", ("style", "left:" + HtmlWriter.Percent(tick / max)));
                }

                html.Leaf("b", "", ("class", color), ("style", "width:" + HtmlWriter.Percent(Math.Clamp(value / max, 0, 1))));
                if (limit is { } line)
                {
                    html.Leaf("i", "", ("class", "limit"), ("style", "left:" + HtmlWriter.Percent(line / max)));
                }
            }

            foreach (var (text, @class) in numbers)
            {
                html.Leaf("td", text, ("class", @class));
            }
        }
    }
}
