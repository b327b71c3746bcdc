using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>The quantizers of every tensor of a plan.</summary>
sealed class TensorQuantizers
{
    private readonly IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> _ranges;
    private readonly IReadOnlyDictionary<Value, IReadOnlyList<RoundingFunction>> _given;
    private readonly Dictionary<PlannedTensor, IReadOnlyList<Quantizer>> _quantizers = [];

    /// <param name="imageChannels">Where the input is a byte image, the extent of the last axis of its tensor; 0 for floats.</param>
    public TensorQuantizers(QuantizationPlan plan, IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> ranges, int imageChannels)
    {
        _ranges = ranges;
        _given = plan.Graph.Quantizers;
        foreach (var tensor in plan.Tensors)
        {
            _quantizers[tensor] = tensor == plan.Input && imageChannels > 0
                ? [new Quantizer(imageChannels, 1, 0, 0, byte.MaxValue)]
                : Choose(tensor, plan.Settings);
        }
    }

    /// <summary>One or more quantizers for U8 and S16, none for F32.</summary>
    public IReadOnlyList<Quantizer> this[PlannedTensor tensor] => _quantizers[tensor];

    /// <summary>The quantizer of a channel of the last axis.</summary>
    public Quantizer OfChannel(PlannedTensor tensor, int channel)
    {
        var quantizers = this[tensor];
        var group = 0;
        for (var end = quantizers[0].Channels; channel >= end; end += quantizers[group].Channels)
        {
            group++;
        }

        return quantizers[group];
    }

    /// <summary>The quantizer that the original model states for a group of a value, or null.</summary>
    public Quantizer? GivenOf(Value value, int group) =>
        _given.TryGetValue(value, out var given) ? Given(given[given.Count == 1 ? 0 : group], 1) : null;

    public ActivationRange RangeOf(Value value, int group)
    {
        if (!_ranges.TryGetValue(value, out var found) || (found.Count <= group && found.Count != 1))
        {
            throw new UserError($"Calibration gave no range for tensor '{value.Name}'; it has to be observed on some data.");
        }

        return found.Count == 1 ? found[0] : found[group];
    }

    private IReadOnlyList<Quantizer> Choose(PlannedTensor tensor, QuantizationSettings settings)
    {
        var channels = tensor.Shape[^1] / Math.Max(tensor.Groups, 1);
        if (tensor.SameAs is { } same)
        {
            return [.. _quantizers[same].Select(original => original with { Channels = channels })];
        }

        if (_given.TryGetValue(tensor.Observed, out var given))
        {
            return tensor.Type switch
            {
                ElementType.U8 => [.. given.Select(rounding => Given(rounding, channels))],

                // The integers themselves, counted from the zero point: they fit 16 bits many times over.
                ElementType.S16 => [new Quantizer(channels, given.Max(rounding => rounding.Scale), 0, -short.MaxValue, short.MaxValue)],
                _ => [],
            };
        }

        if (tensor.Type == ElementType.S16)
        {
            RangeOf(tensor.Observed, 0);
            return [QuantizerChoice.Residual(tensor.Name, QuantizerChoice.Union(_ranges[tensor.Observed]), channels, tensor.Bits)];
        }

        return [.. Enumerable.Range(0, tensor.Groups).Select(g => QuantizerChoice.Activation(
            tensor.Name, RangeOf(tensor.Observed, g), channels, tensor.Bits, settings.Scheme))];
    }

    private static Quantizer Given(RoundingFunction rounding, int channels) =>
        new(channels, rounding.Scale, rounding.ZeroPoint, rounding.Min, rounding.Max);
}
