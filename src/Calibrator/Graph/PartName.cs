using System.Globalization;

namespace QMlp.Calibrator.Graph;

/// <summary>Names of the parts that a node or value is divided into.</summary>
static class PartName
{
    private const string Suffix = ".group";

    /// <summary>What part <paramref name="g"/> of a node or value is called.</summary>
    public static string Of(string whole, int g) => whole + Suffix + g.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a part is a part of; null for a name that no part has.</summary>
    public static string? WholeOf(string part)
    {
        var end = part.LastIndexOf(Suffix, StringComparison.Ordinal);
        return end > 0 && int.TryParse(part.AsSpan(end + Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? part[..end] : null;
    }
}
