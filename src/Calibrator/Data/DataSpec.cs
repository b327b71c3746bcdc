namespace QMlp.Calibrator.Data;

/// <summary>Opens the data set that a specification on the command line names.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>.npy, .npz:array (the array "input" or the only one where none is named): float samples are taken as they are, 8-bit unsigned
/// integers are pixels. The first axis counts samples; a single sample without it is accepted where it has exactly the model's shape.</item>
/// <item>idx files, .gz or not: pixels (or floats, where the file holds floats).</item>
/// <item>A folder or .tar of PNG and JPEG images, or one such image: pixels. Sub-folders are classes (<see cref="ClassFolders"/>).</item>
/// </list>
/// <c>--mean</c>, <c>--std</c> and <c>--size</c> are for pixels (<see cref="PixelNormalization"/>, <see cref="ImageFitting"/>).
/// </remarks>
static class DataSpec
{
    /// <summary>The kinds of data, for help and messages.</summary>
    public const string Kinds = "a .npy file, FILE.npz:ARRAY, an idx file (.gz or not), or a folder or .tar of PNG or JPEG images";

    /// <exception cref="UserError">The data cannot be read, or does not fit the model or the options; the message says what to change.</exception>
    public static ISampleSource Open(string spec, DataOptions options)
    {
        var location = DataLocation.Parse(spec);
        return location.Kind switch
        {
            DataKind.Npy => ArraySamples.Open(NpyFormat.Open(location.Path), options),
            DataKind.Npz => ArraySamples.Open(NpzFormat.Open(location.Path, location.Array, "input"), options),
            DataKind.Idx => ArraySamples.Open(IdxFormat.Open(location.Path), options),
            DataKind.Folder => OpenImages(new ImageFolder(location.Path), options),
            DataKind.Tar => OpenImages(new TarImages(location.Path), options),
            DataKind.Image => OpenImages(new SingleImage(location.Path), options),
            _ => throw new UserError($"{spec}: this is no kind of data that is read here; give {Kinds}."),
        };
    }

    private static PixelSource OpenImages(IImageStore store, DataOptions options)
    {
        try
        {
            if (store.Images.Count == 0)
            {
                throw new UserError(
                    store.Unreadable.Count == 0 ? $"{store.Name} holds no PNG or JPEG images."
                        : $"{store.Name} holds no PNG or JPEG images, but {store.Unreadable.Count} in other formats, such as {store.Unreadable[0]}; "
                            + "convert them to PNG or JPEG.");
            }

            var chosen = EvenSampling.Choose(store.Images.Count, options.Samples);
            var classes = options.Labels is null ? ClassFolders.Find(store) : null;
            var labels = options.Labels is { } given
                ? SampleLabels.Read(given, store.Images.Count, chosen)
                : classes is { } found ? [.. chosen.Select(index => found.Labels[index])] : null;
            var target = PixelTarget.Of(options.Shape);
            var samples = new ImageSamples(store, [.. chosen.Select(index => store.Images[index])], new ImageFitting(target, options.Size, Free: true));
            var normalization = new PixelNormalization(target, samples.Channels, options);
            var set = new SampleSet(store.Name, store.Images.Count, chosen, labels, classes?.Names) { Unreadable = store.Unreadable };
            return new PixelSource(set, target, normalization, samples);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
