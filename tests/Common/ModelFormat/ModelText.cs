using QMlp.ModelFormat;

namespace QMlp.Tests;

/// <summary>Texts of model files for tests that need a wrong one.</summary>
static class ModelText
{
    /// <summary>The text with its checksum made right again after an edit, so that a reader looks at what was edited.</summary>
    public static string Sign(string text)
    {
        var end = text.LastIndexOf(",\n  \"checksum\"", StringComparison.Ordinal);
        return text[..end] + ",\n  \"checksum\": \"" + TextChecksum.Of(text, end) + "\"\n}\n";
    }

    /// <summary>Replaces the only occurrence of <paramref name="old"/> and signs the text again.</summary>
    public static string Edit(string text, string old, string replacement)
    {
        Assert.Equal(2, text.Split(old).Length);
        return Sign(text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
