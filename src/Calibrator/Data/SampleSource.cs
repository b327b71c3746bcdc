using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>Which samples of a data set are in use, and their labels.</summary>
/// <param name="Name">Short name of the data set.</param>
/// <param name="Available">Number of samples in the whole set.</param>
/// <param name="Chosen">Their places in the whole set, increasing.</param>
/// <param name="Labels">Class index of each chosen sample, or null.</param>
/// <param name="ClassNames">Names of the classes, or null.</param>
sealed record SampleSet(
    string Name, int Available, IReadOnlyList<int> Chosen, IReadOnlyList<int>? Labels = null, IReadOnlyList<string>? ClassNames = null)
{
    /// <summary>Images of the set in no format that is read.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}

/// <summary>What sources of floats and of pixels have in common.</summary>
abstract class SampleSource(SampleSet set, Shape shape) : ISampleSource
{
    private string? _sha256;

    public string Name => set.Name;

    public int Count => set.Chosen.Count;

    public int Available => set.Available;

    public Shape Shape => shape;

    public abstract bool IsPixels { get; }

    public abstract PixelLayout Layout { get; }

    public abstract IReadOnlyList<float> Mean { get; }

    public abstract IReadOnlyList<float> Std { get; }

    public IReadOnlyList<int>? Labels => set.Labels;

    public IReadOnlyList<string>? ClassNames => set.ClassNames;

    public IReadOnlyList<string> Unreadable => set.Unreadable;

    public string Sha256 => _sha256 ??= ContentHash.Compute(this);

    public abstract void ReadPixels(int index, Span<byte> pixels);

    public abstract void ReadFloats(int index, Span<float> values);

    public virtual string Describe(int index) => $"sample {set.Chosen[index]} of {Name}";

    public virtual void Dispose()
    {
    }
}
