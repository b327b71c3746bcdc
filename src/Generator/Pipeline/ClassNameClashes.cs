using System.Collections.Immutable;
using QMlp.ModelFormat;

namespace QMlp.Generator.Pipeline;

/// <summary>
/// Full class names that more than one model of the project asks for. Letter case does not count: names of generated files are compared
/// without it.
/// </summary>
static class ClassNameClashes
{
    public static EquatableArray<string> Find(ImmutableArray<string> names, CancellationToken cancellation) => names
        .Where(name => name.Length > 0)
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => group.Key)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();
}
