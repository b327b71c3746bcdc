namespace QMlp.Generator.Lowering;

/// <summary>What the kernels of src/RuntimeSupport ask of the memory that they are given; its README is the source.</summary>
static class KernelFacts
{
    /// <summary>Columns of the narrowest tile: token-interleaved activations are padded to it.</summary>
    public const int TileColumns = 16;

    /// <summary>Consecutive k that are read together.</summary>
    public const int Quad = 4;

    /// <summary>Bytes of a cache line and of the widest vector: buffers start at a multiple of it.</summary>
    public const int Alignment = 64;

    /// <summary>Bytes past the end of a buffer that a kernel may read: the rest of a vector.</summary>
    public const int Slack = 64;

    public static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);

    public static long RoundUp(long value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
