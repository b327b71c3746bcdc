using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>Samples of 8-bit pixels.</summary>
sealed class PixelSource(SampleSet set, PixelTarget target, PixelNormalization normalization, IPixelSamples samples)
    : SampleSource(set, target.Shape)
{
    public override bool IsPixels => true;

    public override PixelLayout Layout => target.Layout;

    public override IReadOnlyList<float> Mean => normalization.Mean;

    public override IReadOnlyList<float> Std => normalization.Std;

    public override void ReadPixels(int index, Span<byte> pixels) => samples.Read(index).CopyTo(pixels);

    public override void ReadFloats(int index, Span<float> values) => normalization.Apply(samples.Read(index), values);

    public override string Describe(int index) => samples.FileOf(index) is { } file ? $"{base.Describe(index)} ({file})" : base.Describe(index);

    public override void Dispose() => samples.Dispose();
}

/// <summary>Where a <see cref="PixelSource"/> has its pixels from, already in the order of its layout.</summary>
interface IPixelSamples : IDisposable
{
    byte[] Read(int index);

    /// <summary>The file that holds this sample alone, or null.</summary>
    string? FileOf(int index);
}

/// <summary>Pixels in memory.</summary>
sealed class PixelRows(byte[][] rows) : IPixelSamples
{
    public byte[] Read(int index) => rows[index];

    public string? FileOf(int index) => null;

    public void Dispose()
    {
    }
}
