namespace QMlp.ModelFormat;

/// <summary>Something wrong with the text of a model file.</summary>
/// <param name="Line">1-based line; lines end with "\n", "\r\n" or "\r".</param>
/// <param name="Column">1-based column, counted in UTF-16 code units.</param>
/// <param name="Message">One or two sentences: what is wrong, in which step or tensor, and what to do where that is not obvious.</param>
sealed record FormatError(FormatErrorKind Kind, int Line, int Column, string Message)
{
    public override string ToString() => $"({Line},{Column}): {Message}";
}

/// <summary>What went wrong, roughly: each kind is mended in its own way.</summary>
enum FormatErrorKind
{
    /// <summary>The text is not JSON, or not all of it: damaged, cut off or a different file.</summary>
    Syntax,

    /// <summary>A JSON file that is not a model, or a model of a newer version of the format.</summary>
    Version,

    /// <summary>The text was changed after it was written.</summary>
    Checksum,

    /// <summary>The text is as it was written, and still not a valid model: the program that wrote it is at fault.</summary>
    Content,
}
