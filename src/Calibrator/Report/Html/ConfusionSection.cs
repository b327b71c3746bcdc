using static QMlp.Calibrator.Report.Html.HtmlWriter;

namespace QMlp.Calibrator.Report.Html;

/// <summary>Which classes the quantized network takes for which: a matrix of few classes, a list of the commonest confusions of many.</summary>
static class ConfusionSection
{
    /// <summary>Cells of more classes would be too small to read.</summary>
    private const int MostClasses = 20;

    private const int MostConfusions = 20;

    private const double Cell = 44, CellHeight = 30;

    public static void Write(HtmlWriter html, IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<string>? names)
    {
        html.Leaf("h2", "Confusion matrix");
        html.Leaf(
            "p",
            "How many images of each class (rows) the quantized network takes for which class (columns). The darker, the larger the share of the row.",
            ("class", "quiet"));
        using (html.Open("div", ("class", "card")))
        {
            if (counts.Count <= MostClasses)
            {
                Matrix(html, counts, [.. Enumerable.Range(0, counts.Count).Select(c => Name(names, c))]);
            }
            else
            {
                List(html, counts, names);
            }
        }
    }

    private static void Matrix(HtmlWriter html, IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<string> names)
    {
        var margin = 20 + (7 * names.Max(name => Math.Min(name.Length, 14)));
        var (width, height) = (margin + (counts.Count * Cell) + 2, 40 + (counts.Count * CellHeight));
        using (html.Open("svg", ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("role", "img"), ("class", "confusion")))
        {
            html.Leaf("title", "Confusion matrix");
            html.Leaf("desc", string.Join("; ", counts.Select((row, c) => $"{names[c]}: {row[c]} of {row.Sum()} right")));
            html.Leaf("text", "true \\ predicted", ("x", "0"), ("y", "14"));
            for (var column = 0; column < counts.Count; column++)
            {
                html.Leaf("text", Short(names[column], 6), ("x", Number(margin + ((column + 0.5) * Cell))), ("y", "32"), ("text-anchor", "middle"));
            }

            for (var row = 0; row < counts.Count; row++)
            {
                Row(html, counts[row], names[row], margin, 38 + (row * CellHeight));
            }
        }
    }

    private static void Row(HtmlWriter html, IReadOnlyList<int> row, string name, double margin, double y)
    {
        var total = Math.Max(1, row.Sum());
        html.Leaf("text", Short(name, 14), ("x", Number(margin - 8)), ("y", Number(y + 20)), ("text-anchor", "end"));
        for (var column = 0; column < row.Count; column++)
        {
            // The root lets a share of a few percent be seen beside one of ninety.
            var shade = Math.Sqrt((double)row[column] / total);
            var x = margin + (column * Cell);
            html.Leaf("rect", "", ("x", Number(x)), ("y", Number(y)), ("width", Number(Cell - 2)), ("height", Number(CellHeight - 2)), ("rx", "3"),
                ("style", $"fill:rgba(var(--heat),{Number(0.05 + (0.95 * shade))})"));
            if (row[column] > 0)
            {
                html.Leaf(
                    "text", NumberText.Count(row[column]), ("x", Number(x + (Cell / 2) - 1)), ("y", Number(y + 19)), ("text-anchor", "middle"),
                    ("class", shade > 0.6 ? "strong" : "count"));
            }
        }
    }

    private static void List(HtmlWriter html, IReadOnlyList<IReadOnlyList<int>> counts, IReadOnlyList<string>? names)
    {
        var confusions = counts
            .SelectMany((row, truth) => row.Select((count, taken) => (Truth: truth, Taken: taken, Count: count, Total: row.Sum())))
            .Where(cell => cell.Truth != cell.Taken && cell.Count > 0)
            .OrderByDescending(cell => cell.Count)
            .Take(MostConfusions);
        using (html.Open("table", ("class", "numbers")))
        {
            using (html.Open("thead"))
            using (html.Open("tr"))
            {
                foreach (var head in new[] { "true class", "taken for", "images", "of" })
                {
                    html.Leaf("th", head, ("scope", "col"));
                }
            }

            using (html.Open("tbody"))
            {
                foreach (var (truth, taken, count, total) in confusions)
                {
                    using (html.Open("tr"))
                    {
                        html.Leaf("th", Name(names, truth), ("scope", "row"));
                        html.Leaf("td", Name(names, taken));
                        html.Leaf("td", NumberText.Count(count));
                        html.Leaf("td", NumberText.Count(total));
                    }
                }
            }
        }
    }

    private static string Name(IReadOnlyList<string>? names, int c) =>
        names is not null && c < names.Count ? names[c] : c.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Short(string name, int most) => name.Length <= most ? name : name[..(most - 1)] + "…";
}
