using System.Globalization;
using System.Text;

namespace QMlp.Generator.Naming;

/// <summary>C# identifiers, and how names of files and layers become some.</summary>
static class Identifier
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    };

    /// <summary>True for an identifier that needs no '@'. Words that are keywords only in some contexts are refused as type names too.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0
            && IsStart(name[0])
            && name.All(IsPart)
            && !Keywords.Contains(name)
            && name is not ("record" or "var" or "dynamic" or "file" or "scoped" or "required" or "field" or "_");

    /// <summary>True for identifiers separated by dots, and for the empty (global) namespace.</summary>
    public static bool IsValidNamespace(string name) => name.Length == 0 || name.Split('.').All(IsValid);

    /// <summary>
    /// The words of <paramref name="name"/> in Pascal case: "blocks.0.mlp.fc1" gives "Blocks0MlpFc1", "my-model" gives "MyModel".
    /// Gives <paramref name="fallback"/> where nothing usable is left, and puts '_' before a leading digit.
    /// </summary>
    public static string FromText(string name, string fallback)
    {
        var text = new StringBuilder();
        var atWordStart = true;
        foreach (var c in name)
        {
            if (!IsPart(c) || c == '_')
            {
                atWordStart = true;
                continue;
            }

            text.Append(atWordStart ? char.ToUpper(c, CultureInfo.InvariantCulture) : c);
            atWordStart = false;
        }

        if (text.Length == 0)
        {
            return fallback;
        }

        return IsStart(text[0]) ? text.ToString() : "_" + text;
    }

    /// <summary>Makes a namespace of a project's root namespace, which MSBuild takes from the project's name and may be none.</summary>
    public static string NamespaceFrom(string rootNamespace) =>
        string.Join(".", rootNamespace.Split('.').Where(part => part.Length > 0).Select(part => IsValid(part) ? part : Sanitised(part)));

    private static string Sanitised(string part)
    {
        var text = new string(part.Select(c => IsPart(c) ? c : '_').ToArray());
        return IsValid(text) ? text : "_" + text;
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsPart(char c) => c == '_' || char.IsLetter(c) || char.IsDigit(c);
}
