using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Data;

/// <summary>
/// The samples of one run (calibration, evaluation, inference) in a fixed order, fitted to a model's input. Which samples of the data set
/// these are was settled when the source was opened; indices run from 0 to <see cref="Count"/> - 1.
/// </summary>
interface ISampleSource : IDisposable
{
    /// <summary>Short name of the data set: the file's or folder's, without its path.</summary>
    string Name { get; }

    /// <summary>Number of samples in use.</summary>
    int Count { get; }

    /// <summary>Number of samples in the whole data set, of which the ones in use were taken evenly.</summary>
    int Available { get; }

    /// <summary>Shape of one float sample as the model takes it, without a batch axis.</summary>
    Shape Shape { get; }

    /// <summary>True where a sample is 8-bit pixels: a float is then (pixel / 255 - mean) / std.</summary>
    bool IsPixels { get; }

    /// <summary>The order in which <see cref="ReadPixels"/> writes; <see cref="PixelLayout.None"/> when the samples are floats.</summary>
    PixelLayout Layout { get; }

    /// <summary>
    /// Mean of pixel / 255: one value for each channel where <see cref="Layout"/> is <see cref="PixelLayout.Hwc"/>, otherwise a single one for all.
    /// A single 0 for float samples.
    /// </summary>
    IReadOnlyList<float> Mean { get; }

    /// <summary>Standard deviation of pixel / 255, as many values as <see cref="Mean"/>, all above 0. A single 1 for float samples.</summary>
    IReadOnlyList<float> Std { get; }

    /// <summary>Class index of each sample in use; null when the data set tells none and no labels were given.</summary>
    IReadOnlyList<int>? Labels { get; }

    /// <summary>Names of the classes, where the data set is folders; the label is the index in this list.</summary>
    IReadOnlyList<string>? ClassNames { get; }

    /// <summary>Files of the data set that are images in no format that is read, and so no samples; empty for anything but images.</summary>
    IReadOnlyList<string> Unreadable => [];

    /// <summary>
    /// SHA-256 of the samples in use as the float network sees them (see <see cref="ContentHash"/>), 64 lower-case hex digits.
    /// Reads every sample the first time it is asked for.
    /// </summary>
    string Sha256 { get; }

    /// <summary>Writes one sample of pixels in the order of <see cref="Layout"/>; the span's length is that of <see cref="Shape"/>.</summary>
    /// <exception cref="UserError">The sample's file cannot be read or decoded.</exception>
    /// <exception cref="InvalidOperationException">The samples are floats.</exception>
    void ReadPixels(int index, Span<byte> pixels);

    /// <summary>Writes one sample as the float network takes it: row-major over <see cref="Shape"/>, normalized.</summary>
    /// <exception cref="UserError">The sample's file cannot be read or decoded.</exception>
    void ReadFloats(int index, Span<float> values);

    /// <summary>What to call a sample in a message: its place in the data set, and its file where it has one of its own.</summary>
    string Describe(int index);
}
