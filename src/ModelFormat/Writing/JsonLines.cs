using System.Text;
using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Writing;

/// <summary>
/// Writes JSON in lines of a fixed form: what belongs together on one line, nested blocks indented by two spaces, '\n' at every end.
/// </summary>
sealed class JsonLines
{
    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _first = true;

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Writes one line with values or members, and the comma of the one before.</summary>
    public void Line(string content)
    {
        if (_text.Length > 0)
        {
            _text.Append(_first ? "\n" : ",\n");
        }

        _text.Append(' ', _indent * 2).Append(content);
        _first = false;
    }

    /// <summary>Writes what a line holds and, indented, a block of lines between it and the closing bracket.</summary>
    public void Block(string opening, string close, Action lines)
    {
        Line(opening);
        _indent++;
        _first = true;
        lines();
        _indent--;

        // An empty block closes where it opens.
        if (!_first)
        {
            _text.Append('\n').Append(' ', _indent * 2);
        }

        _text.Append(close);
        _first = false;
    }

    /// <summary>Writes an array with a block for its elements, one call of <paramref name="line"/> for each.</summary>
    public void Array<T>(string name, IEnumerable<T> items, Action<T> line) =>
        Block(Quote(name) + ": [", "]", () =>
        {
            foreach (var item in items)
            {
                line(item);
            }
        });

    public static string Quote(string value) => JsonText.Quote(value);

    /// <summary>Members on one line: <c>"rows": 10, "depth": 64</c>.</summary>
    public static string Members(params (string Name, string Value)[] members) =>
        string.Join(", ", members.Select(m => Quote(m.Name) + ": " + m.Value));

    /// <summary>An object on one line.</summary>
    public static string Object(params (string Name, string Value)[] members) => "{ " + Members(members) + " }";

    /// <summary>An array on one line.</summary>
    public static string Array(IEnumerable<string> values) => "[" + string.Join(", ", values) + "]";
}
