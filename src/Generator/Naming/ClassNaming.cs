using QMlp.Generator.Diagnostics;

namespace QMlp.Generator.Naming;

/// <summary>Name and namespace of an emitted class.</summary>
sealed record ClassNaming(string Namespace, string Name)
{
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;

    /// <summary>Takes the names from the options, or the class's from the file's name; adds an error for each that C# does not allow.</summary>
    public static ClassNaming Resolve(EmissionOptions options, string path, List<CompilationError> errors)
    {
        var name = options.ClassName ?? Identifier.FromText(FileNames.WithoutExtension(path), "Model");
        if (!Identifier.IsValid(name))
        {
            errors.Add(Errors.InvalidClassName(path, name));
        }

        if (!Identifier.IsValidNamespace(options.Namespace))
        {
            errors.Add(Errors.InvalidNamespace(path, options.Namespace));
        }

        return new ClassNaming(options.Namespace, name);
    }
}
