namespace QMlp.Calibrator.Files;

/// <summary>
/// Writes a file whole or not at all: into a new file beside it, flushed to the disk, then renamed over the old one. A reader sees the
/// old contents or the new; an interrupted run leaves the old file as it was.
/// </summary>
static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> writes.</summary>
    /// <exception cref="UserError">
    /// The file cannot be written there. Whatever <paramref name="write"/> throws is passed on; both leave no trace.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new UserError($"'{path}' is a folder. Give the name of a file to write.");
        }

        // In the same folder, since only a rename within one file system is atomic.
        var temporary = full + "." + Path.GetRandomFileName() + ".tmp";
        try
        {
            using (var stream = Open(path, temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error)
        {
            Discard(temporary);
            if (error is IOException or UnauthorizedAccessException)
            {
                throw new UserError($"'{path}' cannot be written: {error.Message}", error);
            }

            throw;
        }
    }

    /// <summary>Replaces <paramref name="path"/> by a text in UTF-8, without a byte order mark.</summary>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static FileStream Open(string path, string temporary)
    {
        if (!Directory.Exists(Path.GetDirectoryName(temporary)))
        {
            throw new UserError($"'{path}' cannot be written: its folder does not exist. Create the folder, or write elsewhere.");
        }

        return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Removes what an unfinished write has left; the error that ended it is the one to report, not one of tidying up.</summary>
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The leftover has a name of its own and is in nobody's way.
        }
    }
}
