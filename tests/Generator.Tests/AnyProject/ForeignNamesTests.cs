using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>A user may call his types as he likes: as kernels, and as types of the base library that emitted code names.</summary>
public class ForeignNamesTests
{
    /// <summary>Names of namespaces, beside which no type of the same name can stand.</summary>
    private static readonly string[] Namespaces = ["System", "Microsoft", "QMlp"];

    [Fact]
    public void Types_of_every_name_used_stand_beside_the_models()
    {
        var models = SampleModels.All.Keys.Concat(ExtraModels.All.Keys).Select(TestModels.Named);
        var sources = models.SelectMany(model => Emit(model, kernels: false)).Concat(KernelTexts.All).ToArray();
        var types = TypesNamed(EmittedAssembly.Compile(sources)).ToArray();
        Assert.Contains(types, type => type.Name == "Team");
        Assert.Contains(types, type => type.Name == "Span");
        Assert.Contains(types, type => type.Name == "Vector512");
        var declarations = string.Concat(types.Select(Declaration).Distinct().Order(StringComparer.Ordinal));
        var foreign = new GeneratedSource("Foreign.cs", $"{declarations}namespace Vision\n{{\n{declarations}}}\n");
        Assert.Equal([], Messages(EmittedAssembly.Compile([.. sources, foreign])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("namespace App;")]
    public void A_record_called_Team(string space)
    {
        var run = new GeneratorRun(new ModelFile("mixer.qmlp", ModelWriter.Write(SampleModels.Mixer(golden: true))));
        run.Project = run.Project.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            $"{space} record Team(string Name, Mean<int> Mean); record Mean<T>(T Value); static class Table {{ }}",
            new CSharpParseOptions(LanguageVersion.CSharp12),
            "Team.cs"));
        Assert.Equal([], Messages(run.Run()));
    }

    internal static IReadOnlyList<GeneratedSource> Emit(QuantizedModel model, bool kernels, string space = "Vision")
    {
        var options = new EmissionOptions { Namespace = space, Accessibility = ClassAccessibility.Public, IncludeKernels = kernels };
        var result = ModelCompiler.Compile(ModelWriter.Write(model), model.Name + ".qmlp", options);
        Assert.Empty(result.Errors);
        return result.Sources;
    }

    /// <summary>The types that a name in the sources stands for.</summary>
    private static IEnumerable<INamedTypeSymbol> TypesNamed(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                var type = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : symbol as INamedTypeSymbol;
                if (type is { ContainingType: null } && !Namespaces.Contains(type.Name, StringComparer.Ordinal) && type.ContainingNamespace.Name != "Vision")
                {
                    yield return type.OriginalDefinition;
                }
            }
        }
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        var parameters = string.Join(", ", Enumerable.Range(0, type.Arity).Select(i => $"T{i}"));
        return $"class {type.Name}{(type.Arity == 0 ? "" : $"<{parameters}>")} {{ }}\n";
    }

    private static IEnumerable<string> Messages(Compilation compilation) => compilation.GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)
        .Select(diagnostic => diagnostic.ToString());
}
