namespace QMlp.ModelFormat.Validation;

/// <summary>
/// Rules on texts. They end up in comments of emitted code and in messages, so they hold nothing that ends a line or steers a terminal.
/// </summary>
static class NameRules
{
    /// <summary>A name: a text that is not empty.</summary>
    public static void CheckName(ValidationContext context, string path, string subject, string name)
    {
        if (name.Length == 0)
        {
            context.Report(path, $"{subject}: the name is empty.");
        }

        CheckText(context, path, subject, name);
    }

    public static void CheckText(ValidationContext context, string path, string subject, string text)
    {
        if (Fault(text) is { } rule)
        {
            context.Report(path, $"{subject}: {rule}");
        }
    }

    /// <summary>The rule that a text breaks, or null.</summary>
    public static string? Fault(string text) =>
        text.Length > ModelLimits.NameCharacters ? $"a text has at most {ModelLimits.NameCharacters} characters, not {text.Length}."
        : text.Any(Sentences.IsUnprintable) || HasLoneSurrogate(text)
            ? "a text may not hold control characters, line separators or half of a surrogate pair."
        : null;

    public static void CheckHash(ValidationContext context, string path, string subject, string hash)
    {
        if (!Sha256Text.IsValid(hash))
        {
            context.Report(path, $"{subject}: a SHA-256 is written as {Sha256Text.Length} lower-case hexadecimal digits.");
        }
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
