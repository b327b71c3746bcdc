using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>Each channel (of the last axis) of a value has <paramref name="Amounts"/>[c] taken off; what reads it makes up for it.</summary>
sealed record ShiftedChannels(string Target, EquatableArray<float> Amounts) : Transformation(Target)
{
    public override int? Channels => Amounts.Count;
}

/// <summary>How <see cref="ShiftedChannels"/> stands in the file.</summary>
sealed class ShiftedChannelsKind() : TransformationKind<ShiftedChannels>("shiftedChannels", "shifted channels")
{
    public override IReadOnlyList<string> Members { get; } = ["amounts"];

    public override Transformation Read(ObjectReader reader) => new ShiftedChannels(reader.Text("target"), reader.Singles("amounts", ModelLimits.SummedAxis));

    protected override (string Member, string Rule)? Fault(ShiftedChannels transformation) =>
        transformation.Amounts.Any(amount => float.IsNaN(amount) || float.IsInfinity(amount)) ? ("amounts", "amounts are finite.") : null;

    protected override IEnumerable<(string Name, string Value)> Values(ShiftedChannels transformation) =>
        [("amounts", transformation.Amounts.Text())];
}
