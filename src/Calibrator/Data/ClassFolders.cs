namespace QMlp.Calibrator.Data;

/// <summary>Reads classes off the folders of an image tree.</summary>
static class ClassFolders
{
    private static readonly HashSet<string> Splits = new(StringComparer.OrdinalIgnoreCase)
    {
        "train", "training", "test", "testing", "val", "valid", "validation",
    };

    /// <summary>
    /// The class of each image and the classes' names in ordinal order. Levels of a single folder (the "test" of test/cat/0001.jpg) are
    /// passed through; at the first level with images or several folders each folder is a class. Null where the images lie
    /// at that level themselves: they have no classes.
    /// </summary>
    /// <exception cref="UserError">The level mixes images and folders of images, or its folders are the splits of a data set.</exception>
    public static (int[] Labels, string[] Names)? Find(IImageStore store)
    {
        var prefix = "";
        while (Children(store, prefix) is [var only]
            && store.Folders.Any(folder => folder.StartsWith($"{prefix}{only}/", StringComparison.Ordinal))
            && !HasImages(store, prefix))
        {
            prefix += only + "/";
        }

        var names = Children(store, prefix);
        if (HasImages(store, prefix))
        {
            return names.Any(name => store.Images.Any(image => image.StartsWith($"{prefix}{name}/", StringComparison.Ordinal)))
                ? throw new UserError(
                    $"{store.Name}/{prefix} holds images both in itself and in its folders; either all are in folders, one for each class, or none.")
                : null;
        }

        if (names.Count > 1 && names.All(Splits.Contains))
        {
            throw new UserError(
                $"{store.Name}/{prefix} holds the folders {string.Join(", ", names)}, which are parts of a data set and not classes; give the one to be used.");
        }

        var index = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return ([.. store.Images.Select(image => index[image[prefix.Length..image.IndexOf('/', prefix.Length)]])], [.. names]);
    }

    private static bool HasImages(IImageStore store, string prefix) =>
        store.Images.Any(image => image.StartsWith(prefix, StringComparison.Ordinal) && image.IndexOf('/', prefix.Length) < 0);

    /// <summary>Names of the folders directly below a prefix, in ordinal order.</summary>
    private static List<string> Children(IImageStore store, string prefix) =>
    [
        .. store.Folders
            .Where(folder => folder.StartsWith(prefix, StringComparison.Ordinal) && folder.IndexOf('/', prefix.Length) < 0)
            .Select(folder => folder[prefix.Length..])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
