/// <summary>Places of the tensors in scratch memory. Tensors that are not needed at the same time share a place.</summary>
private static class Buffers
{
    public const int Pixels = 0;
    public const int Stream0 = 320;
    public const int Norm1 = 0;
    public const int Stream1 = 320;
    public const int Norm2 = 0;
    public const int Hidden = 128;
    public const int Stream2 = 320;
    public const int Pooled = 0;

    /// <summary>Bytes of them all.</summary>
    public const int Length = 448;

    /// <summary>Begin of what stays within a band of rows: each thread that shares a call has it for itself.</summary>
    public const int Bands = 0;

    /// <summary>Bytes that each further thread needs for itself.</summary>
    public const int BandsLength = 320;
}
