using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>Collects the kernel files that the emitted code uses, while it is being written.</summary>
sealed class KernelUses
{
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    public EquatableArray<string> Files => _files.ToEquatableArray();

    public void Add(params string[] files) => _files.UnionWith(files);
}
