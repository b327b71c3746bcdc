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
        if (text.Length > ModelLimits.NameCharacters)
        {
            context.Report(path, $"{subject}: a text has at most {ModelLimits.NameCharacters} characters, not {text.Length}.");
        }
        else if (text.Any(Sentences.IsUnprintable) || HasLoneSurrogate(text))
        {
            context.Report(path, $"{subject}: a text may not hold control characters, line separators or half of a surrogate pair.");
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
