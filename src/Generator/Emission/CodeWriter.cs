using System.Text;

namespace QMlp.Generator.Emission;

/// <summary>Writes C# line by line: keeps the indentation, ends lines with '\n', writes no trailing blanks.</summary>
sealed class CodeWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes an empty line.</summary>
    public void Line() => _text.Append('\n');

    /// <summary>Writes <paramref name="text"/>, which may be several lines, each at the present indentation.</summary>
    public void Line(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _level * SpacesPerLevel).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Writes a header and an opening brace; disposing of the result closes it.</summary>
    public Block Open(string header, string end = "}")
    {
        Line(header);
        Line("{");
        _level++;
        return new Block(this, end);
    }

    /// <summary>One level of indentation without braces (continuation lines).</summary>
    public Block Indent()
    {
        _level++;
        return new Block(this, null);
    }

    /// <summary>Writes an XML documentation summary.</summary>
    public void Summary(string text) => Line($"/// <summary>{XmlText.Escape(text)}</summary>");

    /// <summary>Writes a comment for whoever reads the code: members that nobody else sees have no XML documentation.</summary>
    public void Comment(params string[] lines)
    {
        foreach (var line in lines)
        {
            Line("// " + XmlText.OneLine(line));
        }
    }

    public override string ToString() => _text.ToString();

    /// <summary>An open block of a <see cref="CodeWriter"/>; the default value is no block.</summary>
    public readonly struct Block(CodeWriter? writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            if (writer is null)
            {
                return;
            }

            writer._level--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
