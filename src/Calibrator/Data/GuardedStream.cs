namespace QMlp.Calibrator.Data;

/// <summary>
/// A file in memory for decoders that go on reading at its end: a few bytes beyond are answered with "end", as look-ahead needs; a
/// decoder that still asks is caught in a loop that waits for a byte that will never come, and is thrown out of it.
/// </summary>
sealed class GuardedStream(byte[] file) : MemoryStream(file, writable: false)
{
    /// <summary>More than any look-ahead, and nothing against the time of a hanging program.</summary>
    private const int MostReadsBeyond = 4096;

    private int _readsBeyond;

    public override int ReadByte() => Checked(base.ReadByte(), atEnd: -1);

    public override int Read(byte[] buffer, int offset, int count) => Checked(base.Read(buffer, offset, count), atEnd: 0);

    public override int Read(Span<byte> buffer) => Checked(base.Read(buffer), atEnd: 0);

    private int Checked(int result, int atEnd) =>
        result == atEnd && ++_readsBeyond > MostReadsBeyond ? throw new EndOfStreamException("The image ends early.") : result;
}
