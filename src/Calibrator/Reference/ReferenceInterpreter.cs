using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>Runs a quantized model literally as the steps define it: the oracle that every kernel is held against, bit for bit.</summary>
sealed class ReferenceInterpreter(QuantizedModel model)
{
    /// <summary>The quantized input tensor of a float sample, by the formula of <see cref="ModelInput"/>.</summary>
    public byte[] QuantizeInput(ReadOnlySpan<float> sample) => throw new NotImplementedException(model.Name);

    /// <summary>Runs the network on a quantized input tensor (for models calibrated on byte images: the pixels themselves).</summary>
    /// <param name="tensors">When given, receives every tensor under its name, the input and the output included.</param>
    /// <returns>The float32 logits.</returns>
    public float[] Run(ReadOnlySpan<byte> input, IDictionary<string, ReferenceTensor>? tensors = null) => throw new NotImplementedException();

    /// <summary>Runs the network on a float sample.</summary>
    public float[] Run(ReadOnlySpan<float> sample, IDictionary<string, ReferenceTensor>? tensors = null) => Run(QuantizeInput(sample), tensors);
}
