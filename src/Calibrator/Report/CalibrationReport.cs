namespace QMlp.Calibrator.Report;

/// <summary>What <c>calibrate</c> wrote.</summary>
/// <param name="Samples">Samples used, of <paramref name="Available"/> in the data set.</param>
/// <param name="TakesPixels">Whether the model takes byte images, with the normalisation folded into its first layer.</param>
/// <param name="FloatBytes">Size of the float model on disk.</param>
/// <param name="Bytes">Size of the quantized model on disk, sidecar included.</param>
sealed record CalibrationReport(
    string Output,
    int Samples,
    int Available,
    string Method,
    int ActivationBits,
    int WeightBits,
    bool TakesPixels,
    long Parameters,
    long FloatBytes,
    long Bytes,
    string SourceSha256,
    string DataSha256) : IReport
{
    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{Output}: {WeightBits}-bit weights, {ActivationBits}-bit activations, {Format.Count(Parameters)} parameters, {Format.Bytes(Bytes)} (float model {Format.Bytes(FloatBytes)})");
        output.WriteLine(Samples == 0
            ? "scales and zero points are those of the ONNX model"
            : $"calibrated on {Format.Count(Samples)} of {Format.Count(Available)} samples, method {Method}");
        output.WriteLine(TakesPixels
            ? "takes byte images as they are (normalisation is part of the first layer) and float tensors"
            : "takes float tensors");
    }
}
