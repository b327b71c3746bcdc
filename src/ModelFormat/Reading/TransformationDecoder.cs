using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Turns one element of "transformations" into a <see cref="Transformation"/>, chosen by its member "kind".</summary>
sealed class TransformationDecoder(ErrorList errors)
{
    /// <summary>What stands for one that cannot be read; nobody sees it, because there is an error.</summary>
    private static readonly Transformation Unreadable = new GroupedColumns(string.Empty, 0);

    public Transformation Decode(JsonValue value)
    {
        const string Subject = "a transformation";
        var word = value.Members().Where(m => m.Name.TextEquals("kind")).Select(m => (JsonValue?)m.Value).FirstOrDefault();
        foreach (var kind in TransformationKinds.All)
        {
            if (word?.TextEquals(kind.Word) == true)
            {
                return kind.Read(new ObjectReader(value, Subject, errors, ["kind", "target", .. kind.Members]));
            }
        }

        errors.Add(
            word ?? value,
            $"{Subject}: the member 'kind' must be one of {string.Join(", ", TransformationKinds.All.Select(known => $"\"{known.Word}\""))}.");
        return Unreadable;
    }
}
