namespace QMlp.Calibrator.Planning;

/// <summary>What calibration samples say about the inputs of linear layers, for roundings and corrections that follow them.</summary>
/// <param name="run">The samples in the quantized network so far.</param>
/// <param name="floats">The same samples in the float network; null where biases are not corrected.</param>
/// <param name="second">Whether second moments are wanted.</param>
sealed class LayerInputs(SampleRun run, FloatMeans? floats, bool second)
{
    /// <param name="g">Index of the weight matrix that the inputs are multiplied with.</param>
    /// <param name="zeroPoints">The code of each input that stands for zero; a real number where bytes of images come in.</param>
    /// <param name="fromPixels">The inputs are the image itself, which quantization does not change.</param>
    public GroupInputs Of(PlacedStep step, int g, double[] zeroPoints, double scale, bool fromPixels)
    {
        var vectors = step.Step.InputVectors[g];
        var moments = run.Inputs(step.Input, vectors, second);
        double[] means = [.. moments.Means().Zip(zeroPoints, (mean, zero) => scale * (mean - zero))];
        return new GroupInputs(moments, means, fromPixels || floats is null ? means : floats.OfInputs(step.Input.Value, vectors));
    }
}

/// <param name="Moments">Of the codes.</param>
/// <param name="Means">Mean of each input as the codes represent it.</param>
/// <param name="FloatMeans">Mean of each input in the float network.</param>
sealed record GroupInputs(InputMoments Moments, double[] Means, double[] FloatMeans)
{
    /// <summary>
    /// For each row n the mean by which the product with rounded weights falls short of the float one:
    /// sum over k of w[n, k] * floatMean[k] - scale[n] * integer[n, k] * mean[k].
    /// </summary>
    public double[] MeanErrors(ReadOnlySpan<float> weights, Rounding.QuantizedWeights rounded)
    {
        var errors = new double[rounded.Scales.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var (n, k) = (i / Means.Length, i % Means.Length);
            errors[n] += (weights[i] * FloatMeans[k]) - ((double)rounded.Scales[n] * rounded.Values[i] * Means[k]);
        }

        return errors;
    }
}
