/// <summary>Scales of the input's channels as float32 bits: 0.02.</summary>
private static ReadOnlySpan<uint> InputScaleBits => [0x3CA3D70Au];

/// <summary>Offsets of the input's channels as float32 bits: 0.</summary>
private static ReadOnlySpan<uint> InputOffsetBits => [0x00000000u];

/// <summary>
/// Quantizes a sample of floats.
/// <code>
/// q = clamp(round(x / scale[c] + offset[c]) + 128, 0, 255)
/// </code>
/// </summary>
private static void QuantizeSample<TTier>(in CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, ITier
{
    var scales = MemoryMarshal.Cast<uint, float>(InputScaleBits);
    var offsets = MemoryMarshal.Cast<uint, float>(InputOffsetBits);
    QuantizeInput<TTier>.Plane(
        frame.Sample + blockBegin, blockEnd - blockBegin, scales[0], offsets[0], zeroPoint: 128, max: 255, frame.Input + blockBegin);
}
