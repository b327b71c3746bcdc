namespace QMlp.Calibrator.Files;

/// <summary>Writes to a file in parts, each of them to the disk, so that a large file can be given up between two of them.</summary>
sealed class InterruptibleStream(FileStream file, CancellationToken cancellation) : Stream
{
    /// <summary>Bytes that are on the disk before the next ones are written: a slow disk takes a good part of a second for them.</summary>
    private const int Part = 32 << 20;

    private int _unflushed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(buffer.Length, Part - _unflushed);
            file.Write(buffer[..count]);
            buffer = buffer[count..];
            _unflushed += count;
            if (_unflushed == Part)
            {
                file.Flush(flushToDisk: true);
                _unflushed = 0;
            }
        }
    }

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
