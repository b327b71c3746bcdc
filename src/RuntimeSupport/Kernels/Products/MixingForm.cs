// Needs:
#nullable enable
namespace QMlp.Runtime;

/// <summary>Which side of a product holds the weights, as a compile-time constant.</summary>
partial interface IMixingForm
{
    /// <summary>True: weights are broadcast and activations are vectors, so rows are outputs of the layer and columns its channels.</summary>
    static abstract bool WeightsAreBroadcast { get; }
}

/// <summary>Mixing channels: y[row, n] = sum over k of x[row, k] * w[n, k]. Columns are output channels, with a bias and a multiplier each.</summary>
readonly partial struct ChannelForm : IMixingForm
{
    /// <inheritdoc/>
    public static bool WeightsAreBroadcast => false;
}

/// <summary>Mixing tokens: y[n, c] = sum over k of w[n, k] * x[k, c]. Rows are output tokens, with a bias and a multiplier each.</summary>
readonly partial struct TokenForm : IMixingForm
{
    /// <inheritdoc/>
    public static bool WeightsAreBroadcast => true;
}
