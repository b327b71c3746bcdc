using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    /// <summary>One compilation of all files tells which file declares what each file names; a compilation for each would take long.</summary>
    [Fact]
    public void Every_kernel_file_says_what_it_needs()
    {
        var trees = Files.ToDictionary(
            file => file,
            file => CSharpSyntaxTree.ParseText(KernelSources.Source(file).Text, new CSharpParseOptions(LanguageVersion.CSharp12), file));
        var compilation = CSharpCompilation.Create("Kernels", trees.Values, EmittedAssembly.Framework, EmittedAssembly.Options);
        var missing = new List<string>();
        foreach (var (file, tree) in trees)
        {
            var closure = KernelSources.Closure([file]);
            var model = compilation.GetSemanticModel(tree);
            var named = tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                .Select(name => model.GetSymbolInfo(name).Symbol)
                .Where(symbol => symbol is not INamespaceSymbol)
                .SelectMany(symbol => symbol?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
                .Select(reference => reference.SyntaxTree.FilePath)
                .Distinct();
            missing.AddRange(named.Where(other => !closure.Contains(other)).Select(other => $"{file} needs {other} and does not say so"));
        }

        Assert.Equal([], missing);
    }

    [Fact]
    public void The_closure_is_in_order_and_has_no_file_twice()
    {
        var files = KernelSources.Closure(["TokenMixing.cs", "ChannelMixing.cs"]);
        Assert.Equal(files.Order(StringComparer.Ordinal).Distinct(), files);
        Assert.Contains("TileArguments.cs", files);
    }
}
