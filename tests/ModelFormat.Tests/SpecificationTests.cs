using System.Globalization;
using System.Text.RegularExpressions;

namespace QMlp.ModelFormat.Tests;

/// <summary>The specification in src/ModelFormat/README.md, held against the code.</summary>
public partial class SpecificationTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "src/ModelFormat/README.md"));

    [Fact]
    public void The_example_is_what_the_writer_writes()
    {
        // The block leaves out lines where it has "...", and the rest stands there word for word, in order.
        var written = ModelWriter.Write(SampleModels.Mlp(golden: true)).Split('\n');
        var next = 0;
        foreach (var line in Block("json").Where(line => line.Trim() != "..."))
        {
            var found = Array.FindIndex(written, next, w => w.TrimEnd(',') == line.TrimEnd(','));
            Assert.True(found >= 0, $"the writer does not write: {line}");
            next = found + 1;
        }

        Assert.Equal("}", written[next - 1]);
    }

    [Theory]
    [InlineData(8, "panels")]
    [InlineData(8, "rows")]
    [InlineData(4, "panels")]
    [InlineData(4, "rows")]
    public void The_worked_example_of_packing_is_right(int bits, string layout)
    {
        var line = Assert.Single(Block("text"), l => l.StartsWith($"{bits} {layout} ", StringComparison.Ordinal));
        var expected = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2).SelectMany(token =>
        {
            var parts = token.Split('*');
            var value = byte.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return Enumerable.Repeat(value, parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
        });
        var packed = WeightPacking.Pack(
            [1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6], 2, 6, bits, layout == "panels" ? WeightLayout.Panels : WeightLayout.Rows);
        Assert.Equal(expected, packed);
    }

    [Fact]
    public void The_worked_example_of_multipliers_is_right()
    {
        var line = Assert.Single(Readme.Split('\n'), l => l.StartsWith("multipliers  ", StringComparison.Ordinal));
        var expected = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(token => byte.Parse(token, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal(expected, GroupMultipliers.Pack([1, 2, 3, 4, 5, 6], 2, 70, 32));
    }

    [Fact]
    public void Every_member_and_word_of_a_file_is_specified()
    {
        var texts = SampleModels.All.Values.Select(ModelWriter.Write)
            .Append(ModelWriter.Write(SampleModels.Mlp(inlineLimit: 0))).Append(ModelWriter.Write(SampleModels.Recorded()));
        var members = texts.SelectMany(text => MemberName().Matches(text)).Select(match => match.Groups[1].Value).Distinct();
        var kinds = texts.SelectMany(text => KindWord().Matches(text)).Select(match => match.Groups[1].Value).Distinct();
        Assert.All(members.Concat(kinds), word => Assert.Contains($"`{word}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_is_the_one_that_is_specified() =>
        Assert.Contains($"Newest version of the format: **{FormatWords.Version}**", Readme, StringComparison.Ordinal);

    /// <summary>Lines of the first code block of a language.</summary>
    private static string[] Block(string language)
    {
        var start = Readme.IndexOf("```" + language + "\n", StringComparison.Ordinal) + language.Length + 4;
        return Readme[start..Readme.IndexOf("\n```", start, StringComparison.Ordinal)].Split('\n');
    }

    [GeneratedRegex("\"(\\w+)\": ")]
    private static partial Regex MemberName();

    [GeneratedRegex("\"kind\": \"(\\w+)\"")]
    private static partial Regex KindWord();
}
