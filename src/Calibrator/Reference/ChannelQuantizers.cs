using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The quantizers of a tensor by channel of its last axis: each of them covers a range of channels, and the ranges may differ in width.</summary>
static class ChannelQuantizers
{
    /// <summary>The quantizer of each channel.</summary>
    public static Quantizer[] Of(TensorInfo tensor) => [.. tensor.Quantization.SelectMany(quantizer => Enumerable.Repeat(quantizer, quantizer.Channels))];

    /// <summary>For each channel the index of its quantizer.</summary>
    public static int[] GroupsOf(TensorInfo tensor) =>
        [.. tensor.Quantization.SelectMany((quantizer, group) => Enumerable.Repeat(group, quantizer.Channels))];
}
