namespace QMlp.Generator.Emission;

/// <summary>Text of a model (names are free text) made safe for comments of the emitted code.</summary>
static class XmlText
{
    /// <summary>For the text of an XML documentation comment.</summary>
    public static string Escape(string text) =>
        OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Without control characters and line separators, which would end a comment.</summary>
    public static string OneLine(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (char.IsControl(characters[i]) || characters[i] is '\u2028' or '\u2029' || char.IsSurrogate(characters[i]))
            {
                characters[i] = '?';
            }
        }

        return new string(characters);
    }
}
