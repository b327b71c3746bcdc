using System.Globalization;

namespace QMlp.Generator.Naming;

/// <summary>Hands out names that differ from each other and from those reserved: the second "Fc1" is "Fc1_2".</summary>
sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public UniqueNames(params string[] reserved) => _taken.UnionWith(reserved);

    public string Take(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = wanted + "_" + i.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
