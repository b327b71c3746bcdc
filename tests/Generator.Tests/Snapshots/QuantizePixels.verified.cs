/// <summary>Scales of the input's channels as float32 bits: 0.0171248, 0.017507, 0.0174292.</summary>
private static ReadOnlySpan<uint> InputScaleBits => [0x3C8C494Fu, 0x3C8F6AD7u, 0x3C8EC7AEu];

/// <summary>Offsets of the input's channels as float32 bits: 123.675, 116.28, 103.53.</summary>
private static ReadOnlySpan<uint> InputOffsetBits => [0x42F7599Au, 0x42E88F5Cu, 0x42CF0F5Cu];

/// <summary>
/// Quantizes a sample of floats.
/// <code>
/// q = clamp(round(x / scale[c] + offset[c]), 0, 255)
/// </code>
/// </summary>
private static void QuantizeSample<TTier>(in CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, ITier
{
    var scales = MemoryMarshal.Cast<uint, float>(InputScaleBits);
    var offsets = MemoryMarshal.Cast<uint, float>(InputOffsetBits);
    QuantizeInput<TTier>.ToHwc(
        frame.Sample, channels: 3, length: 16, blockBegin, blockEnd,
        scales, offsets, zeroPoint: 0, max: 255, frame.Input);
}
