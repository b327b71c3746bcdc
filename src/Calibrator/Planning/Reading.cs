using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>A value that a planned step reads.</summary>
/// <param name="Storage">How the step wants it stored.</param>
/// <param name="Ranges">What the step makes of ranges of channels with a quantizer each.</param>
readonly record struct Reading(Value Value, Storage Storage, ChannelRanges Ranges);

/// <summary>How a step reads a value whose last axis is divided into equal ranges of channels, each with a quantizer of its own.</summary>
/// <param name="Wanted">The number of ranges that suits it best.</param>
/// <param name="AllowsOthers">Whether it computes rightly with any other number too.</param>
readonly record struct ChannelRanges(int Wanted, bool AllowsOthers)
{
    /// <summary>The whole tensor has one quantizer: elements of different channels meet.</summary>
    public static ChannelRanges One { get; } = new(1, AllowsOthers: false);

    /// <summary>Each channel is computed alone, with the quantizer that it has.</summary>
    public static ChannelRanges Any { get; } = new(1, AllowsOthers: true);

    /// <summary>Whether so many ranges are kept apart.</summary>
    public bool Allows(int count) => AllowsOthers || count == Wanted;
}
