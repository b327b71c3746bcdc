namespace QMlp.Calibrator.Data;

/// <summary>An array in a file: its header, and the stream at its first element. Read once, front to back.</summary>
/// <param name="name">What to call it in messages: "images.npz:input".</param>
sealed class ArrayStream(string name, ArrayHeader header, Stream elements, params IReadOnlyList<IDisposable> owners) : IDisposable
{
    /// <summary>Deflate cannot expand more than this.</summary>
    private const int DeflateRatio = 1032;

    /// <summary>Bytes that are taken at once for data that may not be there.</summary>
    private const int FirstPart = 1 << 20;

    public string Name { get; } = name;

    public ArrayHeader Header { get; } = header;

    /// <summary>Refuses a header that declares more than its file can hold, before anything is allocated for it.</summary>
    /// <param name="stored">Bytes in the file after the header, as stored.</param>
    /// <exception cref="UserError">The file is too short.</exception>
    public static void CheckLength(string name, ArrayHeader header, long stored, bool deflated)
    {
        if (header.Bytes > (UInt128)(ulong)Math.Max(stored, 0) * (deflated ? DeflateRatio : 1u))
        {
            throw new UserError($"{name}: the file ends early: {header.ShapeText} takes {header.Bytes} bytes, and {stored} follow the header.");
        }
    }

    /// <summary>Fills the buffer with the next elements' bytes.</summary>
    /// <exception cref="UserError">The file ends before, or its compression is damaged.</exception>
    public void Read(Span<byte> buffer)
    {
        try
        {
            elements.ReadExactly(buffer);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or NotSupportedException)
        {
            throw new UserError($"{Name}: the file ends early or is damaged; {Header.ShapeText} was expected.", error);
        }
    }

    /// <summary>
    /// The next <paramref name="length"/> bytes. The buffer grows with what was read: a small file that promises a large sample costs
    /// little.
    /// </summary>
    /// <exception cref="UserError">As <see cref="Read"/>.</exception>
    public byte[] Read(int length)
    {
        var bytes = new byte[Math.Min(length, FirstPart)];
        for (var done = 0; ;)
        {
            Read(bytes.AsSpan(done));
            done = bytes.Length;
            if (done == length)
            {
                return bytes;
            }

            Array.Resize(ref bytes, (int)Math.Min(length, 2L * done));
        }
    }

    /// <summary>Passes over elements.</summary>
    /// <exception cref="UserError">As <see cref="Read"/>.</exception>
    public void Skip(long bytes)
    {
        if (elements is FileStream file)
        {
            file.Seek(bytes, SeekOrigin.Current);
            return;
        }

        var buffer = new byte[(int)Math.Min(bytes, 1 << 16)];
        for (var left = bytes; left > 0; left -= buffer.Length)
        {
            Read(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
        }
    }

    public void Dispose()
    {
        elements.Dispose();
        foreach (var owner in owners)
        {
            owner.Dispose();
        }
    }
}
