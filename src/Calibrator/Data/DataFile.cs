namespace QMlp.Calibrator.Data;

/// <summary>Opens files of data sets, with errors as sentences.</summary>
static class DataFile
{
    /// <summary>Bytes; a larger file is no image of a data set.</summary>
    public const long LargestImage = 1 << 28;

    /// <exception cref="UserError">The file is missing or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (IsAccess(error))
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>The bytes of an image's file.</summary>
    /// <exception cref="UserError">The file cannot be read, or is larger than any image.</exception>
    public static byte[] ReadImage(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= LargestImage
                ? File.ReadAllBytes(path)
                : throw new UserError($"{path}: the file has {length} bytes, and images of at most {LargestImage} are read.");
        }
        catch (Exception error) when (IsAccess(error))
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>True for what the file system throws on paths and files that cannot be read.</summary>
    public static bool IsAccess(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    public static UserError Unreadable(string path, Exception error) => new(
        File.Exists(path)
            || Directory.Exists(path) ? $"{path}: cannot be read ({error.Message.TrimEnd('.')})." : $"{path}: there is no such file or folder.", error);
}
