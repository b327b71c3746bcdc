using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Analysis;

/// <summary>
/// The factors by which cross-layer equalization divided the channels of a quantized network. The model file does not hold them, and they follow
/// from calibration samples that are not at hand; so they are found by comparing both networks: for each channel the factor d with the least
/// sum of (float / d - quantized)^2, which is sum(float^2) / sum(float * quantized).
/// </summary>
static class EqualizedChannels
{
    /// <summary>Enough for a factor to a fraction of a percent: each sample has many positions.</summary>
    private const int MostSamples = 8;

    /// <summary>Factors within this distance of 1 are rounding, and the tensor was not equalized.</summary>
    private const double Tolerance = 0.02;

    /// <summary>The pair with the factors that it has; the same where the model's settings say that it was not equalized.</summary>
    public static NetworkPair Find(NetworkPair pair, ISampleSource source)
    {
        if (!pair.Model.Provenance.Settings.Contains(new Setting("equalize", "on")))
        {
            return pair;
        }

        var tensors = pair.ComputingSteps.Select(step => pair.Tensor(step.Output)).Where(tensor => tensor.Type == ElementType.U8).ToList();
        var squares = tensors.ToDictionary(tensor => tensor.Name, tensor => new double[tensor.Shape[^1]], StringComparer.Ordinal);
        var products = tensors.ToDictionary(tensor => tensor.Name, tensor => new double[tensor.Shape[^1]], StringComparer.Ordinal);
        var reference = new ReferenceInterpreter(pair.Model);
        var sample = new float[source.Shape.Length];
        for (var i = 0; i < Math.Min(MostSamples, source.Count); i++)
        {
            source.ReadFloats(i, sample);
            var floats = pair.Counterparts(FloatExecutor.RunAll(pair.Graph, [.. sample]));
            var quantized = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
            reference.Run(sample, quantized);
            foreach (var tensor in tensors)
            {
                Add(floats[tensor.Name], quantized[tensor.Name].Dequantize(), squares[tensor.Name], products[tensor.Name]);
            }
        }

        return pair.WithDivisors(tensors
            .Select(tensor => (tensor.Name, Divisors: Divide(squares[tensor.Name], products[tensor.Name])))
            .Where(tensor => tensor.Divisors.Any(divisor => Math.Abs(divisor - 1) > Tolerance))
            .ToDictionary(tensor => tensor.Name, tensor => tensor.Divisors, StringComparer.Ordinal));
    }

    private static void Add(float[] reals, float[] quantized, double[] squares, double[] products)
    {
        for (var i = 0; i < reals.Length; i++)
        {
            squares[i % squares.Length] += (double)reals[i] * reals[i];
            products[i % squares.Length] += (double)reals[i] * quantized[i];
        }
    }

    /// <summary>1 for a channel that quantization left nothing of.</summary>
    private static float[] Divide(double[] squares, double[] products) =>
        [.. squares.Zip(products, (square, product) => product > 0 ? (float)(square / product) : 1)];
}
