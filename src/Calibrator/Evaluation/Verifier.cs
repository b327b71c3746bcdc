using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <param name="Kernel">Name of the tier.</param>
/// <param name="Inputs">Inputs on which it was compared, golden vectors included.</param>
/// <param name="Mismatches">Logits that differ (<see cref="ExactComparison"/>).</param>
/// <param name="SelfTest">Whether the class's own self-test passed.</param>
sealed record TierVerification(string Kernel, int Inputs, int Mismatches, bool SelfTest)
{
    public bool Exact => Mismatches == 0 && SelfTest;
}

/// <summary>Compares the generated code, tier by tier, with the reference interpreter: bit for bit, on the golden vectors and on random inputs.</summary>
static class Verifier
{
    /// <summary>Fixed, so that a failure can be repeated.</summary>
    private const int Seed = 20221;

    public static IReadOnlyList<TierVerification> Verify(
        InMemoryModel compiled, QuantizedModel model, int randomInputs, IProgress<double> progress, CancellationToken cancellation = default)
    {
        var reference = new ReferenceInterpreter(model);
        var inputs = GoldenInputs(model).Concat(RandomInputs(model, reference, randomInputs, cancellation)).ToList();
        var kernels = compiled.SupportedKernels();
        var total = (double)inputs.Count * (kernels.Count + 1);
        var done = 0;
        var expected = new List<float[]>();
        foreach (var input in inputs)
        {
            cancellation.ThrowIfCancellationRequested();
            expected.Add(input.Expected ?? reference.Run(input.Quantized, cancellation: cancellation));
            progress.Report(++done / total);
        }

        var results = new List<TierVerification>();
        foreach (var kernel in kernels)
        {
            using var loaded = compiled.Load(kernel);
            var mismatches = 0;
            for (var i = 0; i < inputs.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                mismatches += Mismatches(loaded, model, inputs[i], expected[i]);
                progress.Report(++done / total);
            }

            results.Add(new TierVerification(kernel, inputs.Count, mismatches, loaded.SelfTest()));
        }

        return results;
    }

    /// <summary>Compares the entry from floats, and where the model has it the entry from bytes.</summary>
    private static int Mismatches(LoadedModel loaded, QuantizedModel model, VerificationInput input, float[] expected)
    {
        var output = new float[expected.Length];
        loaded.Run(input.Floats, output);
        var mismatches = ExactComparison.Differences(output, expected);
        if (model.Input.Pixels != PixelLayout.None)
        {
            Array.Clear(output);
            loaded.Run(input.Quantized, output);
            mismatches += ExactComparison.Differences(output, expected);
        }

        return mismatches;
    }

    private static IEnumerable<VerificationInput> GoldenInputs(QuantizedModel model)
    {
        var bytes = model.Weights.Bytes!;
        foreach (var golden in model.Golden)
        {
            var quantized = bytes.AsSpan((int)golden.Input.Offset, golden.Input.Length).ToArray();
            var expected = new float[golden.Output.Length / sizeof(float)];
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] = BitConverter.ToSingle(bytes, (int)golden.Output.Offset + (i * sizeof(float)));
            }

            yield return new VerificationInput(quantized, EntryFloats.Dequantize(model, quantized), expected);
        }
    }

    /// <summary>
    /// In turn: any value of the input's range; only its two ends, where sums are largest; floats between the quantized values and beyond
    /// the range, which try rounding and saturation on entry.
    /// </summary>
    private static IEnumerable<VerificationInput> RandomInputs(
        QuantizedModel model, ReferenceInterpreter reference, int count, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        var tensor = model.Tensors.First(t => t.Name == model.Input.Tensor);
        var most = tensor.Quantization[0].Max;
        for (var n = 0; n < count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            var quantized = new byte[tensor.Length];
            for (var i = 0; i < quantized.Length; i++)
            {
                quantized[i] = (byte)(n % 3 == 1 ? random.Next(2) * most : random.Next(most + 1));
            }

            var floats = EntryFloats.Dequantize(model, quantized);
            if (n % 3 == 2)
            {
                for (var i = 0; i < floats.Length; i++)
                {
                    floats[i] *= 0.5f + random.NextSingle();
                }

                quantized = reference.QuantizeInput(floats);
            }

            yield return new VerificationInput(quantized, floats, null);
        }
    }

    /// <param name="Floats">Floats that quantize to <paramref name="Quantized"/>.</param>
    /// <param name="Expected">The stored output of a golden vector; null: the reference is to compute it.</param>
    private sealed record VerificationInput(byte[] Quantized, float[] Floats, float[]? Expected);
}
