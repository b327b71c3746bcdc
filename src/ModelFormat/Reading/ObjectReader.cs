using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>
/// Reads the members of one JSON object by name and reports what is missing, double, unknown or of the wrong type. Every getter gives
/// a harmless value after an error, so that reading goes on to find the next one; the caller drops the result if there was any.
/// </summary>
sealed partial class ObjectReader
{
    private readonly JsonValue _object;
    private readonly ErrorList _errors;
    private readonly string[] _names;
    private readonly JsonValue?[] _values;

    /// <param name="subject">What the object is, in sentences: "step 'fc1'".</param>
    /// <param name="names">Every member that such an object may have.</param>
    public ObjectReader(JsonValue value, string subject, ErrorList errors, params string[] names)
    {
        (_object, Subject, _errors, _names, _values) = (value, subject, errors, names, new JsonValue?[names.Length]);
        if (value.Kind != JsonKind.Object)
        {
            errors.Add(value, $"{Subject}: an object is expected, not {value.Describe()}.");
        }

        foreach (var (name, member) in value.Members())
        {
            if (errors.Full)
            {
                break;
            }

            var known = System.Array.FindIndex(names, name.TextEquals);
            if (known < 0)
            {
                errors.Add(
                    name,
                    $"{Subject}: the member {Sentences.Quote(name.DecodeString())} is not known; expected are {string.Join(", ", names)}.");
            }
            else if (_values[known] is not null)
            {
                errors.Add(name, $"{Subject}: the member '{names[known]}' stands here twice.");
            }
            else
            {
                _values[known] = member;
            }
        }
    }

    /// <summary>What the object is, in sentences.</summary>
    public string Subject { get; }

    /// <summary>Reads an object within this one.</summary>
    /// <param name="what">What it is, in sentences: "a group".</param>
    public ObjectReader Inner(JsonValue value, string what, params string[] names) => new(value, $"{Subject}, {what}", _errors, names);

    /// <summary>The value of an optional member.</summary>
    public JsonValue? Optional(string name) => _values[System.Array.IndexOf(_names, name)];

    public string Text(string name) => Required(name) is { } value ? TextOf(value, name) : string.Empty;

    public string? OptionalText(string name) => Optional(name) is { } value ? TextOf(value, name) : null;

    public int Integer(string name, int least, int most) => Required(name) is { } value ? (int)IntegerOf(value, name, least, most) : least;

    public long Long(string name, long least, long most) => Required(name) is { } value ? IntegerOf(value, name, least, most) : least;

    public int? OptionalInteger(string name, int least, int most) => Optional(name) is { } value ? (int)IntegerOf(value, name, least, most) : null;

    /// <summary>The member "axis" of a step.</summary>
    public int Axis() => Integer("axis", 0, ModelLimits.Rank - 1);

    public float Single(string name) => Required(name) is { } value ? SingleOf(value, name) : 0;

    public float OptionalSingle(string name) => Optional(name) is { } value ? SingleOf(value, name) : 0;

    public double Double(string name) => Required(name) is { } value ? DoubleOf(value, name) : 0;

    public Section Section(string name) => Required(name) is { } value ? SectionOf(value, name) : default;

    public Section? OptionalSection(string name) => Optional(name) is { } value ? SectionOf(value, name) : null;

    public EquatableArray<int> Integers(string name, int least, int most, int mostCount) =>
        Array(name, 1, mostCount, value => (int)IntegerOf(value, name, least, most));

    public EquatableArray<float> Singles(string name, int mostCount) => Array(name, 1, mostCount, value => SingleOf(value, name));

    public EquatableArray<string> Texts(string name, int leastCount, int mostCount) => Array(name, leastCount, mostCount, value => TextOf(value, name));

    public bool Flag(string name) => Required(name) is { } value && FlagOf(value, name);

    /// <summary>One of the words of <paramref name="words"/>, as the value that stands beside it.</summary>
    public T Word<T>(string name, IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        if (Required(name) is { } value)
        {
            foreach (var (word, meaning) in words)
            {
                if (value.TextEquals(word))
                {
                    return meaning;
                }
            }

            _errors.Add(value, $"{Subject}: the member '{name}' must be one of {string.Join(", ", words.Select(w => $"\"{w.Word}\""))}.");
        }

        return default;
    }

    /// <summary>An array of <paramref name="leastCount"/> to <paramref name="mostCount"/> elements, each read by <paramref name="read"/>.</summary>
    public EquatableArray<T> Array<T>(string name, int leastCount, int mostCount, Func<JsonValue, T> read)
        where T : IEquatable<T>
    {
        if (Required(name) is not { } value)
        {
            return EquatableArray<T>.Empty;
        }

        if (value.Kind != JsonKind.Array || value.Count < leastCount || value.Count > mostCount)
        {
            var found = value.Kind == JsonKind.Array ? $"one of {value.Count}" : value.Describe();
            _errors.Add(value, $"{Subject}: the member '{name}' must be an array of {leastCount} to {mostCount} elements, not {found}.");
            return EquatableArray<T>.Empty;
        }

        var items = new T[value.Count];
        var i = 0;
        foreach (var element in value.Elements())
        {
            if (_errors.Full)
            {
                break;
            }

            items[i++] = read(element);
        }

        return new EquatableArray<T>(items);
    }

    /// <summary>The value of a member that must be there.</summary>
    public JsonValue? Required(string name)
    {
        var value = Optional(name);
        if (value is null && _object.Kind == JsonKind.Object)
        {
            _errors.Add(_object, $"{Subject}: the member '{name}' is missing.");
        }

        return value;
    }
}
