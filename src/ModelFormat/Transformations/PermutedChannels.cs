using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>Channel c of the value is channel <paramref name="Order"/>[c] of the float network's.</summary>
sealed record PermutedChannels(string Target, EquatableArray<int> Order) : Transformation(Target)
{
    public override int? Channels => Order.Count;
}

/// <summary>How <see cref="PermutedChannels"/> stands in the file.</summary>
sealed class PermutedChannelsKind() : TransformationKind<PermutedChannels>("permutedChannels", "permuted channels")
{
    public override IReadOnlyList<string> Members { get; } = ["order"];

    public override Transformation Read(ObjectReader reader) => new PermutedChannels(
        reader.Text("target"), reader.Integers("order", 0, ModelLimits.SummedAxis - 1, ModelLimits.SummedAxis));

    protected override (string Member, string Rule)? Fault(PermutedChannels transformation) =>
        transformation.Order.OrderBy(channel => channel).SequenceEqual(Enumerable.Range(0, transformation.Order.Count))
            ? null
            : ("order", "an order names each channel once.");

    protected override IEnumerable<(string Name, string Value)> Values(PermutedChannels transformation) =>
        [("order", transformation.Order.Text())];
}
