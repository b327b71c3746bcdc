using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The text of an emitted class, whole or cut into what it consists of.</summary>
sealed class EmittedText
{
    /// <summary>Indentation of members, and of their lines beyond what is theirs.</summary>
    private const string Indentation = "    ";

    private static readonly ConcurrentDictionary<string, EmittedText> Emitted = new(StringComparer.Ordinal);

    private readonly ClassDeclarationSyntax _class;
    private readonly ClassDeclarationSyntax _entries;

    private EmittedText(QuantizedModel model)
    {
        var options = new EmissionOptions { Namespace = "Vision", Accessibility = ClassAccessibility.Public, IncludeKernels = false };
        var result = ModelCompiler.Compile(ModelWriter.Write(model), model.Name + ".qmlp", options);
        Assert.Empty(result.Errors);
        Class = result.Sources.Single(source => source.HintName == result.ClassName + ".g.cs").Text;
        Weights = result.Sources.Single(source => source.HintName == result.ClassName + ".Weights.g.cs").Text;
        Entries = result.Sources.Single(source => source.HintName == result.ClassName + ".Entry.g.cs").Text;
        _class = FirstClass(Class);
        _entries = FirstClass(Entries);
    }

    /// <summary>What is emitted for one of <see cref="TestModels"/>.</summary>
    public static EmittedText Of(string model) => Emitted.GetOrAdd(model, static name => new EmittedText(TestModels.Named(name)));

    /// <summary>The whole file of the class.</summary>
    public string Class { get; }

    /// <summary>The whole file of its entries.</summary>
    public string Entries { get; }

    /// <summary>The whole file of its constants.</summary>
    public string Weights { get; }

    /// <summary>The comment above everything else: what the class was made from, the plan, its cost and its memory.</summary>
    public string Header => Class[..(Class.IndexOf("// </auto-generated>\n", StringComparison.Ordinal) + "// </auto-generated>\n".Length)];

    /// <summary>What stands above the class: its documentation, its attributes, its declaration.</summary>
    public string Declaration => Class[_class.FullSpan.Start.._class.OpenBraceToken.SpanStart].TrimStart('\n');

    /// <summary>
    /// Members in the order of the class, with their documentation: those of the given names, and for the method of a step also its parts,
    /// whose names go on with two underscores.
    /// </summary>
    public string Members(params string[] names)
    {
        var members = _class.Members.Concat(_entries.Members).Select(member => (Name: NameOf(member), Text: member.ToFullString())).ToList();
        var missing = names.Where(name => members.All(member => member.Name != name)).ToList();
        Assert.True(missing.Count == 0, $"no member {string.Join(", ", missing)} among {string.Join(", ", members.Select(member => member.Name).Distinct())}");
        var chosen = members.Where(member => names.Any(name => member.Name == name || member.Name.StartsWith(name + "__", StringComparison.Ordinal)));
        return string.Join('\n', chosen.Select(member => Outdented(member.Text)));
    }

    private static ClassDeclarationSyntax FirstClass(string text) =>
        CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First();

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => "",
    };

    private static string Outdented(string text) => string.Join(
        '\n',
        text.TrimStart('\n').Split('\n').Select(line => line.StartsWith(Indentation, StringComparison.Ordinal) ? line[Indentation.Length..] : line));
}
