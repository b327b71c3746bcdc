using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>
/// The hidden channels of the MLP whose first layer is <paramref name="Target"/> are divided into groups: channel c belongs to group
/// <paramref name="Groups"/>[c], and channels keep their order within a group. Part g of a node or value X is called <paramref name="Parts"/>[g]
/// appended to the name of X.
/// </summary>
sealed record DividedChannels(string Target, EquatableArray<int> Groups, EquatableArray<string> Parts) : Transformation(Target)
{
    public override int? Channels => null;
}

/// <summary>How <see cref="DividedChannels"/> stands in the file.</summary>
sealed class DividedChannelsKind() : TransformationKind<DividedChannels>("dividedChannels", "divided channels")
{
    public override IReadOnlyList<string> Members { get; } = ["groups", "parts"];

    public override Transformation Read(ObjectReader reader) => new DividedChannels(
        reader.Text("target"), reader.Integers("groups", 0, ModelLimits.Groups - 1, ModelLimits.SummedAxis), reader.Texts("parts", 2, ModelLimits.Groups));

    protected override (string Member, string Rule)? Fault(DividedChannels transformation) =>
        transformation.Parts.Distinct(StringComparer.Ordinal).Count() != transformation.Parts.Count ? ("parts", "each part has a name of its own.")
        : transformation.Parts.FirstOrDefault(part => NameRules.Fault(part) is not null) is { } part ? ("parts", NameRules.Fault(part)!)
        : !transformation.Groups.Distinct().OrderBy(group => group).SequenceEqual(Enumerable.Range(0, transformation.Parts.Count))
            ? ("groups", $"groups are 0 to {transformation.Parts.Count - 1}, as many as parts, and each has a channel.")
        : null;

    protected override IEnumerable<(string Name, string Value)> Values(DividedChannels transformation) =>
        [("groups", transformation.Groups.Text()), ("parts", JsonLines.Array(transformation.Parts.Select(JsonLines.Quote)))];
}
