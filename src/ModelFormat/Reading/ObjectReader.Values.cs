using System.Globalization;
using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Conversions of single values.</summary>
partial class ObjectReader
{
    private string TextOf(JsonValue value, string name)
    {
        if (value.Kind != JsonKind.String)
        {
            return Refuse(value, name, "must be a string", string.Empty);
        }

        // A character takes up to six when it is escaped.
        var text = value.Raw.Length <= 6 * ModelLimits.NameCharacters ? value.DecodeString() : null;
        return text?.Length <= ModelLimits.NameCharacters
            ? text
            : Refuse(value, name, $"has at most {ModelLimits.NameCharacters} characters", string.Empty);
    }

    private bool FlagOf(JsonValue value, string name) => value.Kind == JsonKind.Literal && !value.Raw.SequenceEqual("null".AsSpan())
        ? value.Raw.SequenceEqual("true".AsSpan())
        : Refuse(value, name, "must be true or false", false);

    private long IntegerOf(JsonValue value, string name, long least, long most)
    {
        // 19 digits at most, so that long.TryParse decides; a sign is part of the JSON number.
        var isInteger = value.Kind == JsonKind.Number && value.Raw.IndexOfAny('.', 'e', 'E') < 0;
        return isInteger
            && long.TryParse(value.Raw.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : Refuse(value, name, $"must be an integer from {Invariant(least)} to {Invariant(most)}", least);
    }

    private double DoubleOf(JsonValue value, string name) =>
        value.Kind == JsonKind.Number && DecimalNumber.TryParse(value.Raw, out var number)
            ? number
            : Refuse(value, name, "must be a number within the range of a double", 0.0);

    private float SingleOf(JsonValue value, string name) =>
        value.Kind == JsonKind.Number && DecimalNumber.TryParse(value.Raw, out var number) && !float.IsInfinity((float)number)
            ? (float)number
            : Refuse(value, name, "must be a number within the range of a float32", 0f);

    /// <summary>A section stands as [offset, length].</summary>
    private Section SectionOf(JsonValue value, string name)
    {
        if (value.Kind != JsonKind.Array || value.Count != 2)
        {
            return Refuse(value, name, "must be a section of the weights, [offset, length]", default(Section));
        }

        var numbers = value.Elements().Select(e => IntegerOf(e, name, 0, int.MaxValue)).ToArray();
        return new Section(numbers[0], (int)numbers[1]);
    }

    private T Refuse<T>(JsonValue value, string name, string rule, T harmless)
    {
        var found = value.Kind is JsonKind.Number or JsonKind.Literal ? value.Raw.ToString() : value.Describe();
        _errors.Add(value, $"{Subject}: the member '{name}' {rule}, not {found}.");
        return harmless;
    }

    private static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);
}
