using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>The samples of a source, which it owns, until the run is stopped: every read then ends whatever reads.</summary>
sealed class InterruptibleSamples(ISampleSource source, CancellationToken cancellation) : ISampleSource
{
    private string? _sha256;

    public string Name => source.Name;

    public int Count => source.Count;

    public int Available => source.Available;

    public Shape Shape => source.Shape;

    public bool IsPixels => source.IsPixels;

    public PixelLayout Layout => source.Layout;

    public IReadOnlyList<float> Mean => source.Mean;

    public IReadOnlyList<float> Std => source.Std;

    public IReadOnlyList<int>? Labels => source.Labels;

    public IReadOnlyList<string>? ClassNames => source.ClassNames;

    public IReadOnlyList<string> Unreadable => source.Unreadable;

    public string Sha256 => _sha256 ??= ContentHash.Compute(this);

    public void ReadPixels(int index, Span<byte> pixels)
    {
        cancellation.ThrowIfCancellationRequested();
        source.ReadPixels(index, pixels);
    }

    public void ReadFloats(int index, Span<float> values)
    {
        cancellation.ThrowIfCancellationRequested();
        source.ReadFloats(index, values);
    }

    public string Describe(int index) => source.Describe(index);

    public void Dispose() => source.Dispose();
}
