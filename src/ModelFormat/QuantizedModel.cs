namespace QMlp.ModelFormat;

/// <summary>
/// A quantized model as it stands in a <c>.qmlp</c> file: tensors, the steps that make one from another in order,
/// and one block of bytes (<see cref="WeightStore"/>) in which every array of the steps lies.
/// All shapes are those of one sample: there is no batch axis.
/// </summary>
sealed record QuantizedModel(
    string Name,
    Provenance Provenance,
    ModelInput Input,
    EquatableArray<TensorInfo> Tensors,
    EquatableArray<Step> Steps,
    string Output,
    EquatableArray<GoldenVector> Golden,
    WeightStore Weights)
{
    /// <summary>What was done to the float network before it was quantized, in order.</summary>
    public EquatableArray<Transformation> Transformations { get; init; } = EquatableArray<Transformation>.Empty;
}

/// <summary>
/// The entry of the network. A float sample x of shape <paramref name="Shape"/> becomes the unsigned tensor
/// <paramref name="Tensor"/> by q = clamp(roundHalfEven(x / scale[c] + offset[c]) + zeroPoint, 0, max), where c is the index
/// along the first axis of <paramref name="Shape"/> (or 0 where there is one scale for all) and max the tensor's.
/// </summary>
/// <param name="Name">Name of the ONNX input.</param>
/// <param name="Shape">Shape of a float sample as the ONNX model takes it, for example [3, 32, 32].</param>
/// <param name="Tensor">Name of the quantized tensor.</param>
/// <param name="Pixels">
/// Not <see cref="PixelLayout.None"/>: the model was calibrated on byte images, a pixel byte is itself the quantized value,
/// and callers may pass bytes in that layout. Normalization is folded into the first layer.
/// </param>
/// <param name="Scale">One value, or one for each index of the first axis of <paramref name="Shape"/>.</param>
/// <param name="Offset">As many values as <paramref name="Scale"/>; zero unless <paramref name="Pixels"/> (there: mean * 255).</param>
sealed record ModelInput(
    string Name,
    EquatableArray<int> Shape,
    string Tensor,
    PixelLayout Pixels,
    EquatableArray<float> Scale,
    EquatableArray<float> Offset);

/// <summary>How byte images lie in memory.</summary>
enum PixelLayout
{
    /// <summary>The model takes float tensors only.</summary>
    None,

    /// <summary>
    /// Height, width, channel: the interleaved order of image decoders. The float shape is [C, H, W] and the quantized tensor's
    /// [H, W, C]: entry from floats transposes.
    /// </summary>
    Hwc,

    /// <summary>The order of the float tensor itself (flat vectors, single-channel images without a channel axis).</summary>
    AsFloat,
}

/// <summary>Storage type of a tensor.</summary>
enum ElementType
{
    /// <summary>Unsigned 8-bit container of an asymmetric activation of 4 to 8 bits.</summary>
    U8,

    /// <summary>Signed 16-bit container of the residual stream; symmetric, -max..max, so that a square fits 30 bits.</summary>
    S16,

    /// <summary>float32 logits.</summary>
    F32,
}

/// <summary>A tensor between steps.</summary>
/// <param name="Name">Name of the value in the float graph, which is the name of the ONNX tensor it stands for.</param>
/// <param name="Shape">One sample's shape, rank 1 to 5, channels last.</param>
/// <param name="Quantization">
/// For U8 and S16 at least one entry; several divide the last axis into contiguous channel groups, each with its own quantizer.
/// S16 always has exactly one. Empty for F32.
/// </param>
sealed record TensorInfo(string Name, EquatableArray<int> Shape, ElementType Type, EquatableArray<Quantizer> Quantization)
{
    public int Length => Shape.AsSpan().Product();
}

/// <summary>real = scale * (q - zeroPoint), q in [min, max], for <paramref name="Channels"/> consecutive channels of the last axis.</summary>
/// <param name="ZeroPoint">Integral; 0 for S16.</param>
/// <param name="Min">0 for U8; -max for S16.</param>
/// <param name="Max">2^bits - 1 for U8 (255, 127 ...); 32767 (127 for an 8-bit residual) for S16.</param>
sealed record Quantizer(int Channels, float Scale, int ZeroPoint, int Min, int Max);

/// <summary>Bytes [Offset, Offset + Length) of the weight store. Offsets are multiples of 64.</summary>
readonly record struct Section(long Offset, int Length);

/// <summary>The one block of bytes that holds every array of the model, little-endian.</summary>
/// <param name="Storage">Inline: base64 in the file. Sidecar: in <c>NAME.qmlp.weights</c> beside it.</param>
/// <param name="Length">Length in bytes of the block (without the sidecar's header).</param>
/// <param name="Sha256">SHA-256 of the block, 64 lower-case hex digits.</param>
/// <param name="Bytes">The block; null for a sidecar that has not been loaded (the generator never loads it).</param>
sealed record WeightStore(WeightStorage Storage, long Length, string Sha256, byte[]? Bytes)
{
    /// <summary>SHA-256 of the whole sidecar, its header included, by which the build of a project knows the file; null for inline storage.</summary>
    public string? SidecarSha256 { get; init; }

    /// <summary>The store of a block, with its hashes.</summary>
    public static WeightStore Of(WeightStorage storage, byte[] bytes)
    {
        var store = new WeightStore(storage, bytes.Length, Sha256Text.OfBytes(bytes), bytes);
        return storage == WeightStorage.Inline ? store : store with { SidecarSha256 = Sha256Text.OfBytes(SidecarHeader.Create(store), bytes) };
    }

    /// <summary>Two stores are equal when they hold the same bytes, which their hashes say.</summary>
    public bool Equals(WeightStore? other) =>
        other is not null && Storage == other.Storage && Length == other.Length && Sha256 == other.Sha256 && SidecarSha256 == other.SidecarSha256;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Sha256);
}

/// <summary>Where the weight block stands.</summary>
enum WeightStorage
{
    Inline,
    Sidecar,
}

/// <summary>One self-test vector: the quantized input tensor (u8) and the exact float32 output that the reference gave.</summary>
sealed record GoldenVector(Section Input, Section Output);
