using System.Text.RegularExpressions;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The code shown under docs/emitted is what the generator emits today, and its tour quotes it as it is.</summary>
public partial class EmittedDocumentTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "emitted");

    [Fact]
    public void The_model_file_is_todays() =>
        Check("tiny-mixer.qmlp", ModelWriter.Write(TestModels.WithGolden(SampleModels.Mixer() with { Name = "tiny-mixer" })));

    [Fact]
    public void The_emitted_class_is_todays()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "tiny-mixer.qmlp"));
        var options = new EmissionOptions { Namespace = "Vision", Accessibility = ClassAccessibility.Public, IncludeKernels = false };
        var result = ModelCompiler.Compile(text, "tiny-mixer.qmlp", options);
        Assert.Empty(result.Errors);
        Assert.All(result.Sources, source => Check(source.HintName, source.Text));
    }

    [Fact]
    public void The_tour_quotes_the_emitted_code()
    {
        var emitted = string.Concat(Directory.GetFiles(Folder, "*.g.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var lines = emitted.Split('\n').Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var quoted = CodeBlock().Matches(File.ReadAllText(Path.Combine(Folder, "README.md")))
            .SelectMany(block => block.Groups["code"].Value.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line != "...")
            .ToList();
        Assert.NotEmpty(quoted);
        Assert.Equal([], quoted.Where(line => !lines.Contains(line)));
    }

    /// <summary>Leaves the new text beside the old one on a difference, as the snapshots do; here the names are those that readers see.</summary>
    private static void Check(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        var received = path + ".received.txt";
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"docs/emitted/{name} is not what the generator emits. If {name}.received.txt is right, put it in its place and read the tour again.");
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
