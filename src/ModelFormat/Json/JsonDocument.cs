namespace QMlp.ModelFormat.Json;

/// <summary>A parsed text. Values are read from it on demand.</summary>
sealed class JsonDocument(string text, List<JsonToken> tokens)
{
    public string Text { get; } = text;

    public JsonValue Root => new(this, 0);

    public JsonToken this[int index] => tokens[index];

    /// <summary>
    /// The value at a path such as <c>steps[3].groups[0].weights</c>; where the path leads nowhere, the last value on the way.
    /// </summary>
    public JsonValue Find(string path)
    {
        var value = Root;
        foreach (var part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var next = JsonText.IsDigit(part[0])
                ? value.Elements().Select(e => (JsonValue?)e).ElementAtOrDefault(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))
                : value.Members().Where(m => m.Name.TextEquals(part)).Select(m => (JsonValue?)m.Value).FirstOrDefault();
            if (next is null)
            {
                break;
            }

            value = next.Value;
        }

        return value;
    }
}
