namespace QMlp.Generator.Emission;

/// <summary>
/// The structs of a class so far. Steps whose structs would be the same, number for number, share one: the JIT compiles the loops once for
/// each struct.
/// </summary>
sealed class EmittedStructs
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Name of the struct with a body.</summary>
    /// <param name="body">Its members, as text.</param>
    /// <param name="wanted">Its name where there is none with this body yet.</param>
    /// <param name="isNew">True where it has to be written.</param>
    public string NameOf(string body, string wanted, out bool isNew)
    {
        isNew = !_names.TryGetValue(body, out var name);
        return isNew ? _names[body] = wanted : name!;
    }
}
