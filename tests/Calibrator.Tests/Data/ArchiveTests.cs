using QMlp.Calibrator.Data;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

public sealed class ArchiveTests : IDisposable
{
    private static readonly byte[] First = Formats.Npy([1, 2, 3, 4], "2, 2"), Second = Formats.Npy([5, 6], "1, 2");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_named_array_is_read()
    {
        var path = _folder.Write("a.npz", Formats.Npz(("x", First), ("y", Second)));
        using var source = DataSpec.Open(path + ":y", For(2));

        Assert.Equal([5, 6], source.Floats(0));
        Assert.Equal("a.npz:y", source.Name);
    }

    [Fact]
    public void Without_a_name_the_only_array_or_the_input_is_read()
    {
        using var only = DataSpec.Open(_folder.Write("one.npz", Formats.Npz(("anything", First))), For(2));
        using var input = DataSpec.Open(_folder.Write("two.npz", Formats.Npz(("output", Second), ("input", First))), For(2));

        Assert.Equal((2, 2), (only.Count, input.Count));
    }

    [Fact]
    public void Errors_list_the_arrays()
    {
        var path = _folder.Write("a.npz", Formats.Npz(("y", Second), ("x", First)));

        Assert.Contains("no array 'z'; it holds x, y", Error(path + ":z", For(2)), StringComparison.Ordinal);
        Assert.Contains("2 arrays (x, y)", Error(path, For(2)), StringComparison.Ordinal);
        Assert.Contains("no .npy array", Error(_folder.Write("none.npz", Formats.Npz()), For(2)), StringComparison.Ordinal);
        Assert.Contains("no such file", Error(_folder.At("missing.npz:x"), For(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_of_any_kind_is_survived() =>
        Survives(
            _folder, "a.npz", Formats.Npz(("input", Formats.Npy(Enumerable.Range(0, 200).Select(i => (float)i).ToArray(), "50, 4"))), For(4), mutations: 1500);
}
