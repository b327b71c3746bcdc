using System.Text.RegularExpressions;

namespace QMlp.Architecture.Tests;

/// <summary>Finds references between stages in source text, and says which go against the arrows.</summary>
static partial class Layering
{
    /// <summary>One sentence for each violation in one file.</summary>
    /// <param name="path">Name of the file, for the sentence.</param>
    public static IEnumerable<string> Violations(string path, string source)
    {
        var code = CommentsAndStrings().Replace(source, " ");
        var stage = NamespaceDeclaration().Match(code).Groups["name"].Value;
        if (stage.Length == 0)
        {
            // Top-level statements stand in the root of their program.
            stage = "QMlp.Calibrator";
        }

        if (!Arrows.Allowed.TryGetValue(stage, out var allowed))
        {
            yield return $"{path}: {stage} is not a stage; add it to Arrows.cs and to docs/architecture.md, or move the file.";
            yield break;
        }

        foreach (var used in References(code, stage).Distinct(StringComparer.Ordinal).Where(used => used != stage && !allowed.Contains(used)))
        {
            yield return $"{path}: {stage} must not use {used}.";
        }

        foreach (var (library, users) in Arrows.Libraries)
        {
            var known = users.Contains(stage)
                && (!Arrows.OnlyFile.TryGetValue((stage, library), out var file) || Path.GetFileName(path) == file);
            if (!known && Regex.IsMatch(code, $@"(?<![\w.]){Regex.Escape(library)}\b"))
            {
                yield return $"{path}: {stage} must not know {library}.";
            }
        }
    }

    /// <summary>Stages that the code names: in usings, fully qualified, or relative to its own namespace ("Graph.Value").</summary>
    private static IEnumerable<string> References(string code, string stage)
    {
        foreach (Match name in QualifiedName().Matches(code))
        {
            var longest = Arrows.Allowed.Keys.Where(s => name.Value == s || name.Value.StartsWith(s + ".", StringComparison.Ordinal)).MaxBy(s => s.Length);
            if (longest is not null)
            {
                yield return longest;
            }
        }

        var parent = stage[..stage.LastIndexOf('.')];
        foreach (var root in new[] { stage, parent }.Where(r => r != "QMlp"))
        {
            foreach (var sibling in Arrows.Allowed.Keys.Where(s => s.StartsWith(root + ".", StringComparison.Ordinal)))
            {
                if (Regex.IsMatch(code, $@"(?<![\w.]){sibling[(root.Length + 1)..]}\.[A-Z]\w*[\s(.>,)?]")
                    && !DeclaresMember(code, sibling[(root.Length + 1)..]))
                {
                    yield return sibling;
                }
            }
        }
    }

    /// <summary>A property, parameter or class of the name of a stage ("Graph") hides the stage.</summary>
    private static bool DeclaresMember(string code, string name) => Regex.IsMatch(code, $@"[\w>\]?]\s+{name}\s*(\{{|=>|[,;)=])");

    [GeneratedRegex(""""//[^\n]*|/\*.*?\*/|\$*""".*?"""|@?\$?"(?:\\.|[^"\\\n])*["]"""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"(?<![\w.])QMlp\.[\w.]+")]
    private static partial Regex QualifiedName();
}
