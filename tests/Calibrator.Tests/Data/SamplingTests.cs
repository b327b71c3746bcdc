using QMlp.Calibrator.Data;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

public sealed class SamplingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10, 3, new[] { 0, 3, 6 })]
    [InlineData(3, 10, new[] { 0, 1, 2 })]
    [InlineData(5, 5, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(1, DataOptions.AllSamples, new[] { 0 })]
    public void Samples_stand_evenly(int available, int samples, int[] expected) => Assert.Equal(expected, EvenSampling.Choose(available, samples));

    [Fact]
    public void Gaps_differ_by_at_most_one_even_in_the_largest_sets()
    {
        foreach (var (available, samples) in ((int, int)[])[(60000, 300), (10007, 300), (int.MaxValue, 999), (301, 300)])
        {
            var chosen = EvenSampling.Choose(available, samples);
            var gaps = chosen.Append(available).Zip(chosen.Skip(1).Append(available), (first, next) => next - first).SkipLast(1).ToList();
            Assert.Equal(samples, chosen.Length);
            Assert.Equal(0, chosen[0]);
            Assert.InRange(gaps.Max() - gaps.Min(), 0, 1);
        }
    }

    [Fact]
    public void The_hash_depends_on_the_samples_in_use_alone()
    {
        float[] values = [1, 2, 3, 4, 5, 6, 7, 8];
        using var two = DataSpec.Open(_folder.Write("a.npy", Formats.Npy(values, "8, 1")), For(1) with { Samples = 2 });
        using var same = DataSpec.Open(_folder.Write("b.npy", Formats.Npy([1, 5], "2, 1")), For(1));
        using var other = DataSpec.Open(_folder.Write("c.npy", Formats.Npy([1, 6], "2, 1")), For(1));
        using var zero = DataSpec.Open(_folder.Write("d.npy", Formats.Npy([0f], "1, 1")), For(1));
        using var minusZero = DataSpec.Open(_folder.Write("e.npy", Formats.Npy([-0f], "1, 1")), For(1));

        Assert.Equal(two.Sha256, same.Sha256);
        Assert.NotEqual(two.Sha256, other.Sha256);
        Assert.NotEqual(zero.Sha256, minusZero.Sha256);
        Assert.Matches("^[0-9a-f]{64}$", two.Sha256);
    }

    [Theory]
    [InlineData("--mean", "0.5", new[] { 0.5f })]
    [InlineData("--std", "0.229,0.224, 0.225", new[] { 0.229f, 0.224f, 0.225f })]
    [InlineData("--mean", "-1 2e-3", new[] { -1f, 0.002f })]
    public void Channel_values_are_numbers_with_commas_or_spaces(string option, string text, float[] expected) =>
        Assert.Equal(expected, ChannelValues.Parse(option, text));

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("a")]
    [InlineData("1,NaN")]
    [InlineData("1e99")]
    public void Other_channel_values_are_refused(string text) =>
        Assert.Contains("--mean", Assert.Throws<UserError>(() => ChannelValues.Parse("--mean", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Data_of_no_known_kind_is_refused()
    {
        Assert.Contains("give a .npy file", Error(_folder.Write("a.bin", [200, 1, 2, 3]), For(1)), StringComparison.Ordinal);
        Assert.Contains("give a .npy file", Error(_folder.Write("a.txt", "1\n2\n"u8), For(1)), StringComparison.Ordinal);
        Assert.Contains("give a .npy file", Error(_folder.Write("empty", []), For(1)), StringComparison.Ordinal);
        Assert.Contains("no such file", Error(_folder.At("missing"), For(1)), StringComparison.Ordinal);
        Assert.Contains("unpack it", Error(_folder.Write("a.tar.gz", Formats.Gzip([1, 2])), For(1)), StringComparison.Ordinal);
        Assert.Contains("leave out ':x'", Error(_folder.Write("b.npz", Formats.Npy([1f], "1, 1")) + ":x", For(1)), StringComparison.Ordinal);
    }
}
