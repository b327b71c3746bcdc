using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.Calibrator.Tests.Onnx;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>From a quantized ONNX file to the reference interpreter, without data.</summary>
static class QuantizedModels
{
    public static ReferenceInterpreter Import(byte[] onnx) => new(Quantize(Models.Load(onnx)));

    /// <summary>
    /// Checks that the integers of the last layer are those of ONNX Runtime, on random samples, where the model ends in a pair of uint8 and all
    /// before it can be represented exactly.
    /// </summary>
    /// <param name="outputScale">Of the pair at the end.</param>
    /// <param name="outputZero">Of the same, as a byte.</param>
    /// <param name="most">How many may differ, by one, where something is rounded to 16 bits on its way.</param>
    public static void RequireEqualIntegers(string name, byte[] onnx, int[] inputShape, float outputScale, int outputZero, bool optimize, int most = 0)
    {
        var reference = Import(onnx);
        using var original = new OnnxRuntime(onnx, optimize);
        const int samples = 100;
        var length = inputShape.Aggregate(1, (product, dim) => product * dim);
        var values = Models.Random(3, samples * length);
        var (differences, seen) = (0, new HashSet<int>());
        for (var i = 0; i < samples; i++)
        {
            var sample = values[(i * length)..((i + 1) * length)];
            int[] expected = [.. original.Run(inputShape, sample).Select(y => (int)MathF.Round(y / outputScale))];
            int[] actual = [.. reference.Run(reference.QuantizeInput(sample))
                .Select(y => (int)Math.Clamp(MathF.Round(y / outputScale, MidpointRounding.ToEven), -outputZero, 255 - outputZero))];
            differences += actual.Zip(expected, (a, b) => a == b ? 0 : 1).Sum();
            Assert.All(actual.Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
            seen.UnionWith(expected);
        }

        Assert.True(seen.Count > 8, "a network of constants shows nothing");
        Assert.True(differences <= most, $"{name}: {differences} integers differ");
    }

    public static QuantizedModel Quantize(OnnxModel onnx)
    {
        var model = FloatModel.Of(onnx);
        Assert.True(model.Graph.IsQuantized);
        return CalibrationPipeline.RunWithoutSamples(model, new QuantizationSettings()).Model;
    }
}
