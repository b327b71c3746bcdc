using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Accuracy;

/// <summary>A source of pixels decoded once, for the many rows that read it.</summary>
sealed class CachedSource : ISampleSource
{
    private readonly ISampleSource _source;
    private readonly byte[][] _pixels;

    public CachedSource(ISampleSource source)
    {
        _source = source;
        _pixels = new byte[source.Count][];
        for (var i = 0; i < _pixels.Length; i++)
        {
            _pixels[i] = new byte[source.Shape.Length];
            source.ReadPixels(i, _pixels[i]);
        }
    }

    public string Name => _source.Name;

    public int Count => _source.Count;

    public int Available => _source.Available;

    public Shape Shape => _source.Shape;

    public bool IsPixels => true;

    public PixelLayout Layout => _source.Layout;

    public IReadOnlyList<float> Mean => _source.Mean;

    public IReadOnlyList<float> Std => _source.Std;

    public IReadOnlyList<int>? Labels => _source.Labels;

    public IReadOnlyList<string>? ClassNames => _source.ClassNames;

    public string Sha256 => _source.Sha256;

    public void ReadPixels(int index, Span<byte> pixels) => _pixels[index].CopyTo(pixels);

    public void ReadFloats(int index, Span<float> values) => _source.ReadFloats(index, values);

    public string Describe(int index) => _source.Describe(index);

    public void Dispose() => _source.Dispose();
}
