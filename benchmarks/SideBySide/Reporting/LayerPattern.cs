using System.Text.RegularExpressions;

namespace QMlp.SideBySide.Reporting;

/// <summary>Names of the same layer in every block: "blocks.7.fc1" and "blocks.12.fc1" are both "blocks.*.fc1".</summary>
static partial class LayerPattern
{
    public static string Of(string name) => Number().Replace(name, "*");

    /// <summary>A number between two separators.</summary>
    [GeneratedRegex(@"(?<=[./_])\d+(?=[./_])")]
    private static partial Regex Number();
}
