namespace QMlp.ModelFormat.Tests;

public class WeightStoreBuilderTests
{
    [Fact]
    public void Sections_are_aligned_little_endian_and_padded_with_zeros()
    {
        var builder = new WeightStoreBuilder();
        var bytes = builder.Add(new byte[] { 1, 2, 3 });
        var ints = builder.Add(new[] { 1, -2 });
        var floats = builder.Add(new[] { -0f, 1.5f });
        var signed = builder.Add(new sbyte[] { -1 });
        var store = builder.Build();

        Assert.Equal(new Section(0, 3), bytes);
        Assert.Equal(new Section(64, 8), ints);
        Assert.Equal(new Section(128, 8), floats);
        Assert.Equal(new Section(192, 1), signed);
        Assert.Equal(256, store.Length);
        Assert.Equal([1, 2, 3, 0], store.Bytes![..4]);
        Assert.Equal([1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0], store.Bytes[64..73]);
        Assert.Equal([0, 0, 0, 0x80, 0, 0, 0xC0, 0x3F, 0], store.Bytes[128..137]);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(store.Bytes)), store.Sha256);
    }

    [Fact]
    public void An_array_that_is_there_already_is_shared()
    {
        var builder = new WeightStoreBuilder();
        var first = builder.Add(new[] { 1, 2, 3 });
        var sameBytes = builder.Add(new byte[] { 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0 });
        var other = builder.Add(new byte[] { 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 1 });
        Assert.Equal(first, builder.Add(new[] { 1, 2, 3 }));
        Assert.Equal(first, sameBytes);
        Assert.NotEqual(first, other);
    }

    [Theory]
    [InlineData(128, WeightStorage.Inline)]
    [InlineData(127, WeightStorage.Sidecar)]
    public void Large_blocks_go_to_the_sidecar(int limit, object storage)
    {
        var builder = new WeightStoreBuilder();
        builder.Add(new byte[100]);
        Assert.Equal((WeightStorage)storage, builder.Build(limit).Storage);
    }
}
