using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How one kind of transformation stands in the file, and which rules it obeys.</summary>
/// <param name="word">Value of the member "kind".</param>
/// <param name="label">What people call it: "scaled channels".</param>
abstract class TransformationKind(string word, string label)
{
    public string Word => word;

    public string Label => label;

    /// <summary>The record that holds such a transformation.</summary>
    public abstract Type Type { get; }

    /// <summary>Members beside "kind" and "target".</summary>
    public abstract IReadOnlyList<string> Members { get; }

    public abstract Transformation Read(ObjectReader reader);

    /// <summary>An object on one line.</summary>
    public string Text(Transformation transformation) => JsonLines.Object(
        [("kind", JsonLines.Quote(word)), ("target", JsonLines.Quote(transformation.Target)), .. Values(transformation)]);

    /// <summary>The rule that a transformation breaks, as the end of a sentence, and the member that breaks it; null where it is right.</summary>
    public abstract (string Member, string Rule)? Fault(Transformation transformation);

    protected abstract IEnumerable<(string Name, string Value)> Values(Transformation transformation);
}

/// <inheritdoc/>
abstract class TransformationKind<T>(string word, string label) : TransformationKind(word, label)
    where T : Transformation
{
    public sealed override Type Type => typeof(T);

    public sealed override (string Member, string Rule)? Fault(Transformation transformation) => Fault((T)transformation);

    protected sealed override IEnumerable<(string Name, string Value)> Values(Transformation transformation) => Values((T)transformation);

    protected abstract (string Member, string Rule)? Fault(T transformation);

    protected abstract IEnumerable<(string Name, string Value)> Values(T transformation);
}
