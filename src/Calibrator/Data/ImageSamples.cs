namespace QMlp.Calibrator.Data;

/// <summary>
/// Pixels of image files, decoded when they are asked for and kept up to a budget, so that small sets are decoded once and large ones
/// do not fill the memory. May be read by several threads.
/// </summary>
sealed class ImageSamples : IPixelSamples
{
    /// <summary>Bytes of fitted pixels that are kept: 1,700 color images of 224x224, or all of CIFAR-10 in both its parts.</summary>
    private const long Budget = 1 << 28;

    private readonly IImageStore _store;
    private readonly IReadOnlyList<string> _files;
    private readonly ImageFitting _fitting;
    private readonly byte[]?[] _kept;
    private long _keptBytes;

    /// <param name="files">Paths of the images in the store; at least one.</param>
    /// <exception cref="UserError">The first image cannot be read or does not fit.</exception>
    public ImageSamples(IImageStore store, IReadOnlyList<string> files, ImageFitting fitting)
    {
        (_store, _files, _fitting, _kept) = (store, files, fitting, new byte[files.Count][]);

        // The first image settles how many channels a flat vector stands for, and shows at once if sizes do not fit.
        Channels = Load(0).Channels;
    }

    /// <summary>Channels of every sample.</summary>
    public int Channels { get; }

    public byte[] Read(int index)
    {
        if (_kept[index] is { } known)
        {
            return known;
        }

        var (pixels, channels) = Load(index);
        if (channels != Channels)
        {
            throw new UserError(
                $"{NameOf(index)}: the image has {channels} channel{(channels == 1 ? "" : "s")} where {NameOf(0)} has {Channels}; give --size so that all "
                    + "are alike.");
        }

        if (Interlocked.Add(ref _keptBytes, pixels.Length) <= Budget)
        {
            _kept[index] = pixels;
        }

        return pixels;
    }

    public string FileOf(int index) => _files[index];

    public void Dispose() => _store.Dispose();

    private FittedPixels Load(int index)
    {
        var name = NameOf(index);
        return _fitting.Fit(ImageDecoder.Decode(_store.Read(_files[index]), name), name);
    }

    private string NameOf(int index) => _store.Name == _files[index] ? _store.Name : $"{_store.Name}/{_files[index]}";
}
