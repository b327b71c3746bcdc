namespace QMlp.Calibrator.Files;

/// <summary>
/// A file that is being written beside the one that it is to replace: whole and on the disk, or, where it is disposed of before
/// <see cref="Replace"/>, gone without a trace.
/// </summary>
sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _target;
    private readonly string _temporary;

    private PendingFile(string path)
    {
        (_path, _target) = (path, Path.GetFullPath(path));

        // In the same folder, since only a rename within one file system is atomic.
        _temporary = _target + "." + Path.GetRandomFileName() + ".tmp";
    }

    /// <summary>Writes beside <paramref name="path"/>, and flushes to the disk, what <paramref name="write"/> writes.</summary>
    /// <exception cref="UserError">
    /// The file cannot be written there. Whatever <paramref name="write"/> throws is passed on; both leave no trace.
    /// </exception>
    /// <exception cref="OperationCanceledException">Likewise.</exception>
    public static PendingFile Write(string path, Action<Stream> write, CancellationToken cancellation)
    {
        var pending = new PendingFile(path);
        try
        {
            pending.Guard(() =>
            {
                pending.RequirePlace();
                using var file = new FileStream(pending._temporary, FileMode.CreateNew, FileAccess.Write);
                using var stream = new InterruptibleStream(file, cancellation);
                write(stream);
                stream.Flush();
                file.Flush(flushToDisk: true);
            });
            cancellation.ThrowIfCancellationRequested();
            return pending;
        }
        catch
        {
            pending.Dispose();
            throw;
        }
    }

    /// <summary>Becomes the file, in one move.</summary>
    /// <exception cref="UserError">The file cannot be written there.</exception>
    public void Replace() => Guard(() => File.Move(_temporary, _target, overwrite: true));

    /// <summary>Removes what was not put in its place; the error that ended the writing is the one to report, not one of tidying up.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The leftover has a name of its own and is in nobody's way.
        }
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"'{_path}' cannot be written: {error.Message}", error);
        }
    }

    private void RequirePlace()
    {
        if (Directory.Exists(_target))
        {
            throw new UserError($"'{_path}' is a folder. Give the name of a file to write.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(_target)))
        {
            throw new UserError($"'{_path}' cannot be written: its folder does not exist. Create the folder, or write elsewhere.");
        }
    }
}
