using System.Globalization;
using System.Text;
using System.Xml;

namespace QMlp.Calibrator.Report.Html;

/// <summary>
/// Writes HTML that is well-formed XML at the same time: every element is closed, every text escaped, whatever the names in a model are.
/// </summary>
sealed class HtmlWriter : IDisposable
{
    private readonly StringBuilder _text = new("<!DOCTYPE html>\n");
    private readonly XmlWriter _xml;

    public HtmlWriter() => _xml = XmlWriter.Create(_text, new XmlWriterSettings
    {
        OmitXmlDeclaration = true,
        NewLineChars = "\n",
        ConformanceLevel = ConformanceLevel.Fragment,
    });

    /// <summary>An element that stays open until the result is disposed of.</summary>
    public IDisposable Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        if (IsBlock(name))
        {
            _xml.WriteRaw("\n");
        }

        _xml.WriteStartElement(name);
        foreach (var (key, value) in attributes)
        {
            _xml.WriteAttributeString(key, value);
        }

        return new Closing(_xml);
    }

    /// <summary>An element that holds a text, or nothing.</summary>
    public void Leaf(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using (Open(name, attributes))
        {
            _xml.WriteString(text);
        }
    }

    /// <summary>An element that HTML never closes.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name);
        foreach (var (key, value) in attributes)
        {
            _xml.WriteAttributeString(key, value);
        }

        _xml.WriteEndElement();
    }

    public void Text(string text) => _xml.WriteString(text);

    /// <summary>The document; nothing may be written afterwards.</summary>
    public string Finish()
    {
        _xml.Flush();
        return _text.Append('\n').ToString();
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>A number of a drawing or a style, with as many digits as a screen can show.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    public static string Percent(double fraction) => Number(fraction * 100) + "%";

    /// <summary>Elements that begin a line of the file, so that it can be read and compared.</summary>
    private static bool IsBlock(string name) =>
        name is "head" or "body" or "header" or "main" or "section" or "table" or "thead" or "tbody" or "tr" or "figure" or "svg" or "p" or "h2" or "div"
            or "li" or "dt";

    private sealed class Closing(XmlWriter xml) : IDisposable
    {
        // <div /> would be an opening tag to a browser.
        public void Dispose() => xml.WriteFullEndElement();
    }
}
