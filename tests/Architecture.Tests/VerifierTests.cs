using VerifyXunit;
using Xunit.Sdk;

namespace QMlp.Architecture.Tests;

/// <summary>The repository's answer to Verify's call keeps Verify's conventions. (Not compiled where Verify itself answers.)</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qmlp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_accepted_text_passes_and_what_was_received_before_goes()
    {
        Write("a.verified.txt", "one\ntwo");
        Write("a.received.txt", "old");
        await Verify("one\ntwo", "a");
        Assert.Equal(["a.verified.txt"], Files());
    }

    [Fact]
    public async Task Another_text_is_left_beside_the_accepted_one()
    {
        Write("b.verified.txt", "one\ntwo\nthree");
        var failure = await Assert.ThrowsAsync<FailException>(() => Verify("one\n2\nthree", "b"));
        Assert.Contains("from line 2: 'two' was accepted, '2' is new", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one\n2\nthree", Read("b.received.txt"));
        Assert.Equal("one\ntwo\nthree", Read("b.verified.txt"));
    }

    [Fact]
    public async Task A_text_is_accepted_by_a_person_only()
    {
        await Assert.ThrowsAsync<FailException>(() => Verify("new", "c"));
        Assert.Equal(["c.received.txt"], Files());
    }

    [Fact]
    public async Task The_last_line_end_counts_and_the_kind_of_line_ends_does_not()
    {
        Write("d.verified.txt", "one\r\ntwo\r\n");
        await Verify("one\ntwo\n", "d");
        Write("e.verified.txt", "one\n");
        await Assert.ThrowsAsync<FailException>(() => Verify("one", "e"));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        Write("f.verified.txt", "one");
        await Verify("one", "f");
        await Assert.ThrowsAsync<TrueException>(() => Verify("one", "f"));
    }

    [Fact]
    public async Task Nothing_is_compared_before_it_is_awaited_and_then_once()
    {
        var task = Verifier.Verify("new", "txt").UseFileName("g").UseDirectory(_folder);
        Assert.Empty(Files());
        await Assert.ThrowsAsync<FailException>(async () => await task);
        await Assert.ThrowsAsync<FailException>(async () => await task);
    }

    private Task Verify(string text, string name) => Verifier.Verify(text, "txt").UseFileName(name).UseDirectory(_folder);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
