namespace QMlp.ModelFormat;

/// <summary>Where a model comes from. Holds no path, date or machine name, so that equal inputs give equal files.</summary>
/// <param name="Tool">Name and version of the program that wrote the file.</param>
/// <param name="Source">File name of the float ONNX model.</param>
/// <param name="SourceSha256">SHA-256 of that file (and of its external data, in order of first use), 64 lower-case hex digits.</param>
/// <param name="Parameters">
/// Weights, biases and normalization parameters of the float network in canonical operators, before anything was done to it: the one number that
/// is stated of both networks. How many numbers the quantized one takes differs a little: affine maps fold into layers.
/// </param>
/// <param name="Data">What it was calibrated on, as a short name ("train-images-idx3-ubyte.gz"), or "none".</param>
/// <param name="DataSha256">SHA-256 of the calibration samples as the float network saw them; empty when there was no data.</param>
/// <param name="Samples">Number of calibration samples.</param>
/// <param name="Settings">What shaped the numbers.</param>
sealed record Provenance(
    string Tool,
    string Source,
    string SourceSha256,
    long Parameters,
    string Data,
    string DataSha256,
    int Samples,
    CalibrationSettings Settings)
{
    /// <summary>The layers whose weights were changed so that sums of 16 bits hold the products of so many quads, in the order of the network.</summary>
    public EquatableArray<AccumulationLimit> AccumulationLimits { get; init; }

    /// <summary>How images become the floats that the network takes; null where it was not calibrated on images.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>What was measured when the model was made; null where nobody asked for it.</summary>
    public MeasuredAccuracy? Accuracy { get; init; }
}

/// <param name="Layer">Name of a layer.</param>
/// <param name="Quads">Quads of k: 1, 2 or 4.</param>
sealed record AccumulationLimit(string Layer, int Quads);

/// <summary>Floats of a pixel: (pixel / 255 - mean) / std.</summary>
/// <param name="Mean">One value for all channels, or one for each index of the input's first axis.</param>
/// <param name="Std">As many values, all above 0.</param>
sealed record Preprocessing(EquatableArray<float> Mean, EquatableArray<float> Std);

/// <summary>How right the quantized network was, beside the float one, on labeled samples.</summary>
/// <param name="Data">Short name of the data set.</param>
/// <param name="Float">The float network's share of right answers, 0 to 1.</param>
/// <param name="Quantized">The quantized network's.</param>
sealed record MeasuredAccuracy(AccuracyMetric Metric, string Data, int Samples, double Float, double Quantized)
{
    /// <summary>By how many percentage points the quantized network is below the float one, in hundredths of a point; negative where it is above.</summary>
    public double Drop => Math.Round(100 * (Float - Quantized), 2) + 0.0;
}

/// <summary>What counts as a right answer.</summary>
enum AccuracyMetric
{
    /// <summary>The largest logit is that of the label.</summary>
    Top1,
}
