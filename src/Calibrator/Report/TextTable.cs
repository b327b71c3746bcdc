using System.Text;

namespace QMlp.Calibrator.Report;

/// <summary>Rows of words in aligned columns, for a terminal or a file alike.</summary>
sealed class TextTable(params IReadOnlyList<string> headers)
{
    private readonly List<IReadOnlyList<string>> _rows = [headers];
    private readonly HashSet<int> _rightAligned = [];

    /// <summary>Numbers stand under each other at the right.</summary>
    public TextTable AlignRight(params ReadOnlySpan<int> columns)
    {
        foreach (var column in columns)
        {
            _rightAligned.Add(column);
        }

        return this;
    }

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public void WriteTo(TextWriter output)
    {
        var widths = Enumerable.Range(0, headers.Count).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            var line = new StringBuilder();
            for (var column = 0; column < row.Count; column++)
            {
                line.Append(_rightAligned.Contains(column) ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column]));
                line.Append("  ");
            }

            output.WriteLine(line.ToString().TrimEnd());
        }
    }
}
