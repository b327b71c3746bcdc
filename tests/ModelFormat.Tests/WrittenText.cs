namespace QMlp.ModelFormat.Tests;

/// <summary>The text of a model file, whole or cut into what it says.</summary>
sealed class WrittenText(QuantizedModel model)
{
    private readonly string[] _lines = ModelWriter.Write(model).Split('\n');

    /// <summary>What is written for one of <see cref="SampleModels"/>.</summary>
    public static WrittenText Of(string name) => new(SampleModels.All[name]);

    public string Text => string.Join('\n', _lines);

    /// <summary>A member of the file: its lines down to the bracket that stands below its name.</summary>
    public string Member(string name) => Cut(Array.FindIndex(_lines, line => line.StartsWith($"  \"{name}\": ", StringComparison.Ordinal)), 2);

    /// <summary>A step by its name.</summary>
    public string Step(string name) => Cut(Array.FindIndex(_lines, line => line.Contains($" \"name\": \"{name}\"", StringComparison.Ordinal)) - 1, 4);

    private string Cut(int first, int indentation)
    {
        Assert.True(first >= 0, $"the file has no such part:\n{Text}");
        var last = Array.FindIndex(_lines, first + 1, line => line.Length > indentation && line.Length - line.TrimStart().Length == indentation);
        return string.Join('\n', _lines[first..(last + 1)].Select(line => line[indentation..])).TrimEnd(',') + "\n";
    }
}
