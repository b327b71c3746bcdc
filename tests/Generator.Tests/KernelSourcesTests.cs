using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QMlp.Generator.Emission;

namespace QMlp.Generator.Tests;

/// <summary>The kernels as the generator carries them.</summary>
public class KernelSourcesTests
{
    private static readonly string[] Files = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "RuntimeSupport", "Kernels"), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(path))
        .Order(StringComparer.Ordinal)
        .ToArray();

    [Fact]
    public void Every_kernel_file_compiles_with_what_it_says_it_needs()
    {
        var trees = Files.ToDictionary(
            file => file,
            file => CSharpSyntaxTree.ParseText(KernelSources.Source(file).Text, new CSharpParseOptions(LanguageVersion.CSharp12)));
        var errors = Files.SelectMany(file => CSharpCompilation
            .Create("Kernels", KernelSources.Closure([file]).Select(needed => trees[needed]), EmittedAssembly.Framework, EmittedAssembly.Options)
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{file} and what it needs: {diagnostic}"));
        Assert.Equal([], errors);
    }

    [Fact]
    public void The_closure_is_in_order_and_has_no_file_twice()
    {
        var files = KernelSources.Closure(["TokenMixing.cs", "ChannelMixing.cs"]);
        Assert.Equal(files.Order(StringComparer.Ordinal).Distinct(), files);
        Assert.Contains("TileArguments.cs", files);
    }
}
