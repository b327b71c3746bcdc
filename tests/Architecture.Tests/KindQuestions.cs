using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QMlp.Architecture.Tests;

/// <summary>
/// Finds members that ask of which kind a node or a step is. A member asks about a kind where it names a type of the family in a pattern
/// (an arm of a switch, <c>is</c>), after <c>as</c>, or in <c>typeof</c> or <c>OfType</c>. To ask about one kind is to look for it; to ask
/// about two of a family is to switch over kinds, however it is written.
/// </summary>
sealed class KindQuestions
{
    /// <summary>Base types whose kinds are known in one file a stage: of the float graph, the model format, planning and lowering.</summary>
    private static readonly string[] Families = ["Node", "Step", "PlannedStep", "PlanStep"];

    private readonly IReadOnlyList<(string Path, CompilationUnitSyntax Root)> _files;
    private readonly Dictionary<string, string> _familyOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _enums;

    public KindQuestions(IEnumerable<(string Path, string Text)> sources)
    {
        _files = [.. sources.Select(file => (file.Path, CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot()))];
        _enums = [.. _files.SelectMany(file => file.Root.DescendantNodes().OfType<EnumDeclarationSyntax>()).Select(type => type.Identifier.Text)];
        var types = _files.SelectMany(file => file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()).Where(type => type.BaseList is not null).ToList();
        // A kind of a kind is one too: as many rounds as there are generations.
        for (var known = -1; known != _familyOf.Count;)
        {
            known = _familyOf.Count;
            foreach (var type in types)
            {
                foreach (var parent in type.BaseList!.Types.Select(parent => SimpleName(parent.Type)))
                {
                    if ((Families.Contains(parent) ? parent : _familyOf.GetValueOrDefault(parent)) is { } family)
                    {
                        _familyOf[type.Identifier.Text] = family;
                    }
                }
            }
        }
    }

    /// <summary>Kinds by name, with the base type that they belong to.</summary>
    public IReadOnlyDictionary<string, string> Kinds => _familyOf;

    /// <summary>Members that ask about two or more kinds of one family: the file, and a sentence.</summary>
    public IEnumerable<(string Path, string Sentence)> Switches() =>
        from file in _files
        from member in file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)
        from family in Asked(member).GroupBy(kind => _familyOf[kind])
        where family.Count() > 1
        let line = member.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        select (file.Path, $"{file.Path}({line}) asks about {family.Count()} kinds of {family.Key}: {string.Join(", ", family)}");

    private IEnumerable<string> Asked(MemberDeclarationSyntax member) =>
        member.DescendantNodes().SelectMany(NamedTypes).Select(SimpleName).Where(_familyOf.ContainsKey).Distinct(StringComparer.Ordinal);

    private IEnumerable<ExpressionSyntax> NamedTypes(SyntaxNode node) => node switch
    {
        DeclarationPatternSyntax pattern => [pattern.Type],
        RecursivePatternSyntax { Type: { } type } => [type],
        TypePatternSyntax pattern => [pattern.Type],
        // A word of an enumeration may be that of a kind.
        ConstantPatternSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner } } when _enums.Contains(SimpleName(owner)) => [],
        // Without a variable a type in a pattern reads as a constant.
        ConstantPatternSyntax pattern => [pattern.Expression],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression } binary => [binary.Right],
        TypeOfExpressionSyntax typeOf => [typeOf.Type],
        GenericNameSyntax { Identifier.Text: "OfType" } generic => generic.TypeArgumentList.Arguments,
        _ => [],
    };

    private static string SimpleName(ExpressionSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}
