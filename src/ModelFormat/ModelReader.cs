using QMlp.ModelFormat.Json;
using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;

namespace QMlp.ModelFormat;

/// <summary>
/// Reads the text of a <c>.qmlp</c> file. Gives a valid model or located errors; never throws on any text, and takes time and memory
/// in proportion to its length.
/// </summary>
static class ModelReader
{
    public static ReadResult Read(string text)
    {
        var errors = new ErrorList(text);
        var model = Read(text, errors, out var steps);
        return errors.Any
            ? new ReadResult(null, errors.ToArray(), EquatableArray<TextPosition>.Empty)
            : new ReadResult(model, EquatableArray<FormatError>.Empty, steps);
    }

    /// <summary>The stages in order, each only if the ones before found nothing: JSON, version, checksum, single values, the whole.</summary>
    private static QuantizedModel? Read(string text, ErrorList errors, out EquatableArray<TextPosition> steps)
    {
        steps = EquatableArray<TextPosition>.Empty;
        if (text.Length > ModelLimits.TextCharacters)
        {
            errors.Add(
                FormatErrorKind.Syntax, 0,
                $"This is not a model file: it has {text.Length} characters, and a model file has at most {ModelLimits.TextCharacters}.");
            return null;
        }

        if (JsonParser.Parse(text, out var syntaxError) is not { } document)
        {
            errors.Add(FormatErrorKind.Syntax, syntaxError.Offset, syntaxError.Message);
            return null;
        }

        if (!FileHeader.Check(document, errors))
        {
            return null;
        }

        var model = new ModelDecoder(errors).Decode(document.Root);
        if (errors.Any)
        {
            return null;
        }

        foreach (var violation in ModelValidator.Validate(model))
        {
            errors.Add(document.Find(violation.Path), violation.Message);
        }

        if (errors.Any)
        {
            return null;
        }

        steps = LinePositions.Of(text, document.Find("steps").Elements().Select(s => s.Offset));
        return model;
    }
}
