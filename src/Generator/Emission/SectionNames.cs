using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>
/// Names of the sections of a block of constants, given while the code that reads them is written. Equal arrays are stored once: such a section
/// has the name of its first reader.
/// </summary>
/// <param name="holder">The class of the emitted code that has the names as constants.</param>
/// <param name="taken">Other members of it.</param>
sealed class SectionNames(string holder, params string[] taken)
{
    private readonly Dictionary<Section, (string Name, string Content)> _names = [];
    private readonly UniqueNames _unique = new([.. ReservedNames.OfObject, holder, .. taken]);

    /// <summary>Where a section begins, as an expression: "Sections.Fc1Bias".</summary>
    /// <param name="wanted">Its name where it has none yet.</param>
    /// <param name="content">Type and shape of what it holds.</param>
    public string Of(Section section, string wanted, string content)
    {
        if (!_names.ContainsKey(section))
        {
            _names.Add(section, (_unique.Take(wanted), content));
        }

        return Of(section);
    }

    /// <summary>The same for a section that has its name.</summary>
    public string Of(Section section) => $"{holder}.{_names[section].Name}";

    /// <summary>Writes a constant for each name, in the order in which the sections lie.</summary>
    public void EmitConstants(CodeWriter code)
    {
        foreach (var section in _names.OrderBy(pair => pair.Key.Offset).ThenBy(pair => pair.Value.Name, StringComparer.Ordinal))
        {
            code.Line($"public const int {section.Value.Name} = {Literals.Number(section.Key.Offset)}; // {XmlText.OneLine(section.Value.Content)}");
        }
    }
}
