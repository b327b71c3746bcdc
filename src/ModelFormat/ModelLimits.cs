namespace QMlp.ModelFormat;

/// <summary>
/// Sizes that no sensible model reaches. They keep a damaged or hostile file from costing more than a small multiple of its own length,
/// and keep all index arithmetic after the reader inside 32 bits.
/// </summary>
static class ModelLimits
{
    /// <summary>Characters of a model file. A network of 10,000 steps with the largest inline store takes about a quarter of it.</summary>
    public const int TextCharacters = 32 * 1024 * 1024;

    /// <summary>Nesting of brackets; the format itself needs 6.</summary>
    public const int Depth = 16;

    /// <summary>Characters of a name or of any other text value except base64.</summary>
    public const int NameCharacters = 1024;

    /// <summary>Tensors, steps, and what is listed of them.</summary>
    public const int Steps = 10_000;

    /// <summary>Weight groups of a step, quantizers of a tensor, tables of a step.</summary>
    public const int Groups = 1024;

    /// <summary>Golden vectors.</summary>
    public const int GoldenVectors = 64;

    /// <summary>Axes of a tensor.</summary>
    public const int Rank = 5;

    /// <summary>Axes of the index map of a rearrangement (cutting patches from a rank-5 tensor splits two axes more).</summary>
    public const int RearrangeRank = 8;

    /// <summary>Elements of one tensor: with 4 bytes each, addressable by 32-bit byte offsets.</summary>
    public const int TensorElements = 1 << 28;

    /// <summary>Elements of all tensors together.</summary>
    public const long TotalElements = 1L << 32;

    /// <summary>Parameters of a float network; with 4 bytes each, a thousand times what the weight block can hold.</summary>
    public const long Parameters = 1L << 40;

    /// <summary>Bytes of the weight block: with the sidecar's header, what one .NET array can hold.</summary>
    public const int StoreBytes = 0x7FFF_0000;

    /// <summary>
    /// Length of an axis that is summed over 16-bit values: 65,536 * 32,767 fits 32 bits, and 65,536^2 * 32,767^2 fits 63.
    /// </summary>
    public const int SummedAxis = 65_536;
}
