namespace QMlp.ModelFormat.Reading;

/// <summary>Lines and columns of many places of a text, found in one pass.</summary>
static class LinePositions
{
    /// <summary>Positions of <paramref name="offsets"/>, which ascend.</summary>
    public static EquatableArray<TextPosition> Of(string text, IEnumerable<int> offsets)
    {
        var positions = new List<TextPosition>();
        var (line, lineStart, at) = (1, 0, 0);
        foreach (var offset in offsets)
        {
            for (; at < offset; at++)
            {
                if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                {
                    line++;
                    lineStart = at + 1;
                }
            }

            positions.Add(new TextPosition(line, offset - lineStart + 1));
        }

        return positions.ToEquatableArray();
    }

    public static TextPosition Of(string text, int offset) => Of(text, [offset])[0];
}
