using System.Globalization;
using System.Text.RegularExpressions;

namespace QMlp.Architecture.Tests;

/// <summary>Line length and spelling: what .editorconfig and the house rules say and no compiler checks.</summary>
public partial class TextTests
{
    /// <summary>
    /// Stems of British spellings, as regular expressions: where a stem begins other words too ("promise", "analyses", "diameter"), it says
    /// how it goes on or what stands before it. The one British word that stays is a name of the library that decodes images.
    /// </summary>
    private static readonly string[] BritishStems =
    [
        "analys(e(?!s\\b)|ing)", "artefact", "behaviour", "cancell(ed|ing|er)", "catalogue", "centre", "colour", "defence", "favour", "\\bfibre",
        "flavour", "fulfil\\b", "(?<!ColorComponents\\.)\\bgrey", "honour", "judgement", "labell(ed|ing)", "licence", "\\bmetres?\\b",
        "modell(ed|ing|er)", "neighbour", "signall(ed|ing)", "travell(ed|ing)", "whilst",
        "(binar|character|discret|equal|final|general|initial|local|material|maxim|minim|normal|optim|organ|parallel|polar|quant)is(e|ing|ation)",
        "(random|real|recogn|serial|special|stabil|summar|synchron|token|util|vector|visual)is(e|ing|ation)",
    ];

    private static readonly Regex British = new(
        string.Join('|', BritishStems), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    [Fact]
    public void No_line_is_longer_than_editorconfig_says()
    {
        var limit = MaxLineLength();
        var long_ = from file in Code()
                    from line in file.Text.Split('\n').Select((text, i) => (Number: i + 1, Text: text, text.Length))
                    where line.Length > limit && !IsEmitted(file.Path, line.Text)
                    select $"{file.Path}({line.Number}): {line.Length} characters";
        Assert.True(!long_.Any(), $"lines of more than {limit} characters:\n{string.Join('\n', long_)}");
    }

    /// <summary>Text of emitted code stands in raw strings as it is emitted, names qualified from global:: on.</summary>
    private static bool IsEmitted(string path, string line) =>
        path.StartsWith("src/Generator/Emission/", StringComparison.Ordinal) && line.Contains("global::", StringComparison.Ordinal);

    [Fact]
    public void Words_are_spelled_the_American_way()
    {
        var found = from file in Sources.Text("")
                    where file.Path is not ("LICENSE" or "tests/Architecture.Tests/TextTests.cs")
                    from Match match in British.Matches(file.Text)
                    select $"{file.Path}({file.Text.AsSpan(0, match.Index).Count('\n') + 1}): {match.Value}";
        Assert.True(!found.Any(), string.Join('\n', found));
    }

    [Theory]
    [InlineData("colours")]
    [InlineData("grey")]
    [InlineData("normalised")]
    [InlineData("Requantisation")]
    [InlineData("analyses it", false)]
    [InlineData("analysing")]
    [InlineData("precise, promising and otherwise raised", false)]
    [InlineData("parameters of ModelLimits", false)]
    [InlineData("a millimetre of diameter", false)]
    public void British_words_are_known(string text, bool isBritish = true) => Assert.Equal(isBritish, British.IsMatch(text));

    private static int MaxLineLength() => int.Parse(
        MaxLineLengthOption().Match(File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"))).Groups["length"].Value, CultureInfo.InvariantCulture);

    /// <summary>C# that people write: not what the generator emits, nor the listings of machine code, which an assembler writes.</summary>
    private static IEnumerable<(string Path, string Text)> Code() =>
        from file in new[] { "src", "tests", "benchmarks", "samples" }.SelectMany(Sources.Text)
        where file.Path.EndsWith(".cs", StringComparison.Ordinal)
        where !file.Path.EndsWith(".verified.cs", StringComparison.Ordinal) && !file.Path.EndsWith(".received.cs", StringComparison.Ordinal)
        where !Sources.IsMachineCodeListing(file.Path)
        select file;

    [GeneratedRegex(@"^max_line_length *= *(?<length>\d+)", RegexOptions.Multiline)]
    private static partial Regex MaxLineLengthOption();
}
