using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>At most so many samples of a source, taken evenly over it; the source stays its owner's.</summary>
sealed class EvenSubset(ISampleSource source, int most) : ISampleSource
{
    private readonly IReadOnlyList<int> _chosen = EvenSampling.Choose(source.Count, most);
    private readonly IReadOnlyList<int>? _labels =
        source.Labels is { } labels ? [.. EvenSampling.Choose(source.Count, most).Select(index => labels[index])] : null;

    private string? _sha256;

    public string Name => source.Name;

    public int Count => _chosen.Count;

    public int Available => source.Available;

    public Shape Shape => source.Shape;

    public bool IsPixels => source.IsPixels;

    public PixelLayout Layout => source.Layout;

    public IReadOnlyList<float> Mean => source.Mean;

    public IReadOnlyList<float> Std => source.Std;

    public IReadOnlyList<int>? Labels => _labels;

    public IReadOnlyList<string>? ClassNames => source.ClassNames;

    public IReadOnlyList<string> Unreadable => source.Unreadable;

    public string Sha256 => _sha256 ??= ContentHash.Compute(this);

    public void ReadPixels(int index, Span<byte> pixels) => source.ReadPixels(_chosen[index], pixels);

    public void ReadFloats(int index, Span<float> values) => source.ReadFloats(_chosen[index], values);

    public string Describe(int index) => source.Describe(_chosen[index]);

    public void Dispose()
    {
    }
}
