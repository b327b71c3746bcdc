using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>
/// Each channel (of the last axis) of a value is divided by a power of two, 2^<paramref name="Exponents"/>[c]; what reads it makes up for it.
/// </summary>
sealed record ScaledChannels(string Target, EquatableArray<int> Exponents) : Transformation(Target)
{
    public override int? Channels => Exponents.Count;
}

/// <summary>How <see cref="ScaledChannels"/> stands in the file.</summary>
sealed class ScaledChannelsKind() : TransformationKind<ScaledChannels>("scaledChannels", "scaled channels")
{
    /// <summary>2^126 and its reciprocal are normal floats.</summary>
    private const int Most = 126;

    public override IReadOnlyList<string> Members { get; } = ["exponents"];

    public override Transformation Read(ObjectReader reader) => new ScaledChannels(
        reader.Text("target"), reader.Integers("exponents", -Most, Most, ModelLimits.SummedAxis));

    protected override (string Member, string Rule)? Fault(ScaledChannels transformation) =>
        transformation.Exponents.Any(exponent => exponent is < -Most or > Most) ? ("exponents", $"exponents are -{Most} to {Most}.") : null;

    protected override IEnumerable<(string Name, string Value)> Values(ScaledChannels transformation) =>
        [("exponents", transformation.Exponents.Text())];
}
