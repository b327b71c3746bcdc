using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Turns one element of "steps" into a <see cref="Step"/>, chosen by its member "kind".</summary>
/// <param name="version">Of the file: a kind that a later version added is not known in it.</param>
sealed class StepDecoder(ErrorList errors, int version)
{
    private static readonly string[] CommonMembers = ["kind", "name", "output"];

    /// <summary>What stands for a step that cannot be read; nobody sees it, because there is an error.</summary>
    private static readonly Step Unreadable = new TableStep(string.Empty, string.Empty, string.Empty, EquatableArray<ActivationTable>.Empty);

    private readonly (StepKind Kind, string[] Members)[] _kinds =
        [.. StepKinds.All.Where(kind => kind.Since <= version).Select(kind => (kind, MembersOf(kind)))];

    private static string[] MembersOf(StepKind kind) => [.. CommonMembers, .. kind.ListsInputs ? Array.Empty<string>() : ["input"], .. kind.Members];

    public Step Decode(JsonValue value)
    {
        var word = value.Members().Where(m => m.Name.TextEquals("kind")).Select(m => (JsonValue?)m.Value).FirstOrDefault();
        var subject = ModelDecoder.Subject(value, "step");
        foreach (var (kind, members) in _kinds)
        {
            if (word?.TextEquals(kind.Word) == true)
            {
                return kind.Read(new ObjectReader(value, subject, errors, members));
            }
        }

        errors.Add(
            word ?? value,
            $"{subject}: the member 'kind' must be one of {string.Join(", ", _kinds.Select(known => $"\"{known.Kind.Word}\""))}. "
            + "If a newer version of qmlp wrote this file, update the QMlp packages of this project to that version.");
        return Unreadable;
    }
}
