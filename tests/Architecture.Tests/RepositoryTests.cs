using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace QMlp.Architecture.Tests;

public partial class RepositoryTests
{
    /// <summary>Beyond this a file holds more than one concept.</summary>
    private const int MostLines = 400;

    [Fact]
    public void No_source_file_is_long()
    {
        var long_ = Sources.UnderSrc()
            .Where(file => file.Text.Count(c => c == '\n') > MostLines && !Sources.IsMachineCodeListing(file.Path))
            .Select(file => file.Path).ToList();
        Assert.True(long_.Count == 0, $"over {MostLines} lines: {string.Join(", ", long_)}");
    }

    [Fact]
    public void No_file_names_a_folder_of_one_machine()
    {
        var hits = Sources.Text("").Where(file => MachinePath().IsMatch(file.Text))
            .Select(file => $"{file.Path}: {MachinePath().Match(file.Text).Value}").ToList();
        Assert.True(hits.Count == 0, string.Join('\n', hits));
    }

    [Fact]
    public void Every_package_is_pinned_exactly_and_says_why_it_is_here()
    {
        var document = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var pins = document.Descendants("PackageVersion").ToList();
        Assert.NotEmpty(pins);
        foreach (var pin in pins)
        {
            var name = pin.Attribute("Include")!.Value;
            Assert.True(pin.Attribute("Version")!.Value is ['[', .., ']'], $"{name} is not pinned to one version");
            var before = pin.NodesBeforeSelf().Where(node => node is not XText).LastOrDefault();
            Assert.True(before is XComment, $"{name} has no comment that says why it is here");
        }
    }

    [Fact]
    public void Every_pinned_package_is_used()
    {
        var pins = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion");
        var used = Sources.Text("")
            .Where(file => Path.GetExtension(file.Path) is ".csproj" or ".props" or ".targets")
            .SelectMany(file => XDocument.Parse(file.Text).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        // A pin for a package that others bring is used where the registry has no other version; its group says so.
        var own = pins.Where(pin => pin.Parent!.Attribute("Label")!.Value != "Brought by others").Select(pin => pin.Attribute("Include")!.Value);
        Assert.Equal([], own.Except(used));
    }

    [Fact]
    public void Snapshots_stand_where_a_test_looks_for_orphans()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "SnapshotTests.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!).Replace('\\', '/') + "/Snapshots").ToList();
        Assert.NotEmpty(projects);
        var folders = Sources.Paths("").Where(path => path.Contains(".verified.", StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('/')]);
        Assert.Equal(projects.Order(StringComparer.Ordinal), folders.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Relative_links_in_documents_lead_somewhere()
    {
        var broken =
            from file in Sources.Text("").Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal))
            from Match link in Link().Matches(file.Text)
            let target = link.Groups["target"].Value
            where !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file.Path)!, target))
            select $"{file.Path}: {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Lines_end_the_same_way_everywhere()
    {
        var withCarriageReturn = Sources.Text("").Where(
            file => file.Text.Contains('\r', StringComparison.Ordinal) && !file.Path.EndsWith(".sln", StringComparison.Ordinal));
        Assert.Empty(withCarriageReturn.Select(file => file.Path));
    }

    [Fact]
    public void The_commands_of_the_README_are_those_that_ci_runs()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var ci = File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run"));
        foreach (var command in new[] { "dotnet run -c Release --project samples/Quickstart", "dotnet test -c Release" })
        {
            Assert.Contains($"```\n{command}\n```", readme, StringComparison.Ordinal);
            Assert.Contains(command, ci, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9.])/(work|tmp|home|root|farm|Users)/[\w.]+")]
    private static partial Regex MachinePath();

    // [text](target), without links to the web and to headings.
    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#\s]+)")]
    private static partial Regex Link();
}
