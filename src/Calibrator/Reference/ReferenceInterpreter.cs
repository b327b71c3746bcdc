using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>
/// Runs a quantized model literally as <see cref="Step"/> and its heirs define it: the oracle that every kernel is held against, bit for bit.
/// Every float operation stands in a cast of its own or is assigned to a float, so that each result is rounded to float32.
/// </summary>
sealed class ReferenceInterpreter
{
    private readonly QuantizedModel _model;
    private readonly ModelArrays _arrays;
    private readonly Dictionary<string, TensorInfo> _tensors;

    /// <param name="model">A valid model whose weights are loaded.</param>
    public ReferenceInterpreter(QuantizedModel model)
    {
        _model = model;
        _arrays = new ModelArrays(model);
        _tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The quantized input tensor of a float sample, by the formula of <see cref="ModelInput"/>.</summary>
    public byte[] QuantizeInput(ReadOnlySpan<float> sample) => QuantizeInput(_model.Input, _tensors[_model.Input.Tensor].Quantization[0], sample);

    /// <summary>The same without a whole model.</summary>
    public static byte[] QuantizeInput(ModelInput input, Quantizer quantizer, ReadOnlySpan<float> sample)
    {
        RequireLength(sample.Length, input.Shape.AsSpan().Product());
        var channels = input.Shape[0];
        var inner = sample.Length / channels;
        var quantized = new byte[sample.Length];
        for (var i = 0; i < sample.Length; i++)
        {
            var channel = i / inner;
            var c = input.Scale.Count == 1 ? 0 : channel;
            float v = sample[i] / input.Scale[c];
            v += input.Offset[c];
            var target = input.Pixels == PixelLayout.Hwc ? ((i % inner) * channels) + channel : i;
            quantized[target] = (byte)Requantization.Apply(v, quantizer.ZeroPoint, quantizer.Min, quantizer.Max);
        }

        return quantized;
    }

    /// <summary>Runs the network on a float sample.</summary>
    public float[] Run(ReadOnlySpan<float> sample, IDictionary<string, ReferenceTensor>? tensors = null, CancellationToken cancellation = default) =>
        Run(QuantizeInput(sample), tensors, cancellation);

    /// <summary>Runs the network on a quantized input tensor (for models calibrated on byte images: the pixels themselves).</summary>
    /// <param name="tensors">When given, receives every tensor under its name, the input and the output included.</param>
    /// <returns>The float32 logits.</returns>
    public float[] Run(ReadOnlySpan<byte> input, IDictionary<string, ReferenceTensor>? tensors = null, CancellationToken cancellation = default)
    {
        var info = _tensors[_model.Input.Tensor];
        RequireLength(input.Length, info.Length);
        var values = tensors ?? new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
        values[info.Name] = new ReferenceTensor(info, [.. input], []);
        foreach (var step in _model.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            ReferenceOperators.Run(step, values, _tensors[step.Output], _arrays);
        }

        return values[_model.Output].Floats;
    }

    private static void RequireLength(int actual, int expected)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"The network takes {expected} values, {actual} were given.");
        }
    }
}
