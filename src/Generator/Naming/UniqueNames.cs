using System.Globalization;

namespace QMlp.Generator.Naming;

/// <summary>Hands out names that differ from each other and from those reserved: the second "Fc1" is "Fc1_2".</summary>
sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>For names asked for more than once: the number to try next, so that the thousandth does not try all before it.</summary>
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    public UniqueNames(params string[] reserved) => _taken.UnionWith(reserved);

    public string Take(string wanted)
    {
        var name = wanted;
        var i = _next.TryGetValue(wanted, out var next) ? next : 2;
        for (; !_taken.Add(name); i++)
        {
            name = wanted + "_" + i.ToString(CultureInfo.InvariantCulture);
        }

        _next[wanted] = i;
        return name;
    }
}
