using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>Samples of floats, taken as they are.</summary>
/// <param name="samples">The chosen samples, row-major over <paramref name="shape"/>.</param>
sealed class FloatSource(SampleSet set, Shape shape, float[][] samples) : SampleSource(set, shape)
{
    public override bool IsPixels => false;

    public override PixelLayout Layout => PixelLayout.None;

    public override IReadOnlyList<float> Mean { get; } = [0];

    public override IReadOnlyList<float> Std { get; } = [1];

    public override void ReadPixels(int index, Span<byte> pixels) =>
        throw new InvalidOperationException("Samples of floats have no pixels.");

    public override void ReadFloats(int index, Span<float> values) => samples[index].CopyTo(values);
}
