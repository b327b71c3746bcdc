using QMlp.Generator.Diagnostics;

namespace QMlp.Generator.Naming;

/// <summary>Name and namespace of an emitted class.</summary>
sealed record ClassNaming(string Namespace, string Name)
{
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;

    /// <summary>Takes the names from the options, or the class's from the file's name; adds an error for each that C# does not allow.</summary>
    /// <param name="kernelTypes">Names of the kernels' types, which a class that uses them cannot have.</param>
    public static ClassNaming Resolve(EmissionOptions options, string path, IEnumerable<string> kernelTypes, List<CompilationError> errors)
    {
        var name = options.ClassName ?? FromFile(path, options.Namespace, kernelTypes);
        if (!Identifier.IsValid(name))
        {
            errors.Add(Errors.InvalidClassName(path, name));
        }
        else if (ReservedNames.ForClass(name, kernelTypes))
        {
            errors.Add(Errors.ReservedClassName(path, name));
        }

        else if (IsPartOf(options.Namespace, name))
        {
            errors.Add(Errors.HiddenClassName(path, name, options.Namespace));
        }

        if (!Identifier.IsValidNamespace(options.Namespace))
        {
            errors.Add(Errors.InvalidNamespace(path, options.Namespace));
        }

        return new ClassNaming(options.Namespace, name);
    }

    /// <summary>
    /// A file may be called "network.qmlp", which the class cannot be, or as the project is: the class is then the NetworkModel.
    /// </summary>
    private static string FromFile(string path, string space, IEnumerable<string> kernelTypes)
    {
        var name = Identifier.FromText(FileNames.WithoutExtension(path), "Model");
        return ReservedNames.ForClass(name, kernelTypes) || IsPartOf(space, name) ? name + "Model" : name;
    }

    /// <summary>Whoever writes Fashion outside of the namespace Fashion means that, and not the class in it.</summary>
    private static bool IsPartOf(string space, string name) => space.Split('.').Contains(name, StringComparer.Ordinal);
}
