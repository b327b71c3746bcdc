using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>
/// The columns of the token-mixing layer <paramref name="Target"/> are divided into <paramref name="Count"/> equal groups with a quantizer each.
/// </summary>
sealed record GroupedColumns(string Target, int Count) : Transformation(Target)
{
    public override int? Channels => null;
}

/// <summary>How <see cref="GroupedColumns"/> stands in the file.</summary>
sealed class GroupedColumnsKind() : TransformationKind<GroupedColumns>("groupedColumns", "grouped columns")
{
    public override IReadOnlyList<string> Members { get; } = ["count"];

    public override Transformation Read(ObjectReader reader) => new GroupedColumns(reader.Text("target"), reader.Integer("count", 2, ModelLimits.Groups));

    protected override (string Member, string Rule)? Fault(GroupedColumns transformation) =>
        transformation.Count is < 2 or > ModelLimits.Groups ? ("count", $"columns are divided into 2 to {ModelLimits.Groups} groups.") : null;

    protected override IEnumerable<(string Name, string Value)> Values(GroupedColumns transformation) =>
        [("count", transformation.Count.Text())];
}
