using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QMlp.Generator.Emission;

namespace QMlp.Generator.Tests;

/// <summary>What kernels that a project carries show to others: nothing.</summary>
public class CarriedKernelsTests
{
    private const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]";

    /// <summary>Two assemblies with models, of which one sees the internal types of the other: each has its own kernels, and no warning says so.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_assemblies_with_models_of_which_one_sees_into_the_other(bool fromSource)
    {
        Assert.Equal([], Messages(App(Library(source => source), fromSource)));

        // What would be without the mark.
        var unmarked = Library(source => source with { Text = source.Text.Replace(EmbeddedMark.Line, "", StringComparison.Ordinal) });
        Assert.Contains(Messages(App(unmarked, fromSource)), message => message.Contains("CS0436", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kernel_type_is_embedded()
    {
        var compilation = EmittedAssembly.Compile(KernelTexts.All);
        Assert.Equal([], Messages(compilation));
        var types = compilation.GlobalNamespace.GetNamespaceMembers().Single(space => space.Name == "QMlp").GetNamespaceMembers().Single()
            .GetTypeMembers().Where(type => type.Locations.Any(location => location.IsInSource)).ToArray();
        Assert.True(types.Length > 40);
        Assert.Equal([], types.Where(type => type.GetAttributes().All(mark => mark.AttributeClass!.Name != "EmbeddedAttribute")).Select(type => type.Name));
    }

    /// <summary>A library's documentation tells its users of the library: of the members of the class that they can call.</summary>
    [Fact]
    public void The_documentation_of_a_library_has_no_kernels()
    {
        var sources = ForeignNamesTests.Emit(SampleModels.Mixer(golden: true), kernels: true);
        var compilation = CSharpCompilation.Create(
            "Library",
            sources.Select(source => CSharpSyntaxTree.ParseText(
                source.Text, new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose), source.HintName)),
            EmittedAssembly.Framework,
            EmittedAssembly.Options);
        using var documentation = new MemoryStream();
        var result = compilation.Emit(new MemoryStream(), xmlDocumentationStream: documentation, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
        documentation.Position = 0;
        var members = System.Xml.Linq.XDocument.Load(documentation).Descendants("member").Select(member => member.Attribute("name")!.Value).ToArray();
        var shown = compilation.GetTypeByMetadataName("Vision.Mixer")!.GetMembers()
            .Where(member => member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { AssociatedSymbol: not null })
            .Select(member => member.GetDocumentationCommentId()!)
            .Append("T:Vision.Mixer");
        Assert.Equal(shown.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    private static CSharpCompilation Library(Func<GeneratedSource, GeneratedSource> change) => EmittedAssembly.Compile(
            ForeignNamesTests.Emit(SampleModels.Mlp(golden: true), kernels: true, "Library").Select(change).Append(new GeneratedSource("Friend.cs", Friend)))
        .WithAssemblyName("Library");

    private static CSharpCompilation App(CSharpCompilation library, bool fromSource)
    {
        MetadataReference reference;
        if (fromSource)
        {
            reference = library.ToMetadataReference();
        }
        else
        {
            using var image = new MemoryStream();
            Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
            reference = MetadataReference.CreateFromImage(image.ToArray());
        }

        var sources = ForeignNamesTests.Emit(SampleModels.Mixer(golden: true), kernels: true);
        return EmittedAssembly.Compile(sources).WithAssemblyName("App").AddReferences(reference);
    }

    private static IEnumerable<string> Messages(Compilation compilation) => compilation.GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)
        .Select(diagnostic => diagnostic.ToString());
}
