namespace QMlp.ModelFormat.Json;

/// <summary>What a JSON value is.</summary>
enum JsonKind : byte
{
    Object,
    Array,
    String,
    Number,

    /// <summary>true or false; null is recognized, but used nowhere in the format.</summary>
    Literal,
}

/// <summary>
/// One value of a parsed text, or the name of a member. Tokens lie in the order of the text, so the children of an array or object
/// follow it directly (an object's as name, value, name, value ...) and <see cref="Next"/> skips them.
/// </summary>
/// <param name="Start">Index of the first character; of a string, its opening quote.</param>
/// <param name="End">Index after the last character.</param>
/// <param name="Next">Index of the first token that is not part of this value.</param>
/// <param name="Count">Elements of an array, members of an object, otherwise 0.</param>
readonly record struct JsonToken(JsonKind Kind, int Start, int End, int Next, int Count);
