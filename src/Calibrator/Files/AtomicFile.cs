using System.Text;

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
    public static void Write(string path, Action<Stream> write, CancellationToken cancellation = default)
    {
        using var file = PendingFile.Write(path, write, cancellation);
        file.Replace();
    }

    /// <summary>Replaces <paramref name="path"/> by a text in UTF-8, without a byte order mark.</summary>
    public static void WriteText(string path, string text, CancellationToken cancellation = default)
    {
        using var file = Pending(path, text, cancellation);
        file.Replace();
    }

    /// <summary>The text beside the file that it is to replace.</summary>
    public static PendingFile Pending(string path, string text, CancellationToken cancellation) =>
        PendingFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), cancellation);
}
