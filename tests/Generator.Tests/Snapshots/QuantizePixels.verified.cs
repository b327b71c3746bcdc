// Scales of the input's channels as float32 bits: 0.0171248, 0.017507, 0.0174292.
private static global::System.ReadOnlySpan<uint> InputScaleBits => [0x3C8C494Fu, 0x3C8F6AD7u, 0x3C8EC7AEu];

// Offsets of the input's channels as float32 bits: 123.675, 116.28, 103.53.
private static global::System.ReadOnlySpan<uint> InputOffsetBits => [0x42F7599Au, 0x42E88F5Cu, 0x42CF0F5Cu];

// Quantizes a sample of floats. What is not a number becomes 0.
//     q = clamp(round(x / scale[c] + offset[c]), 0, 255)
private static void QuantizeSample<TTier>(in global::QMlp.Runtime.CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var scales = global::System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(InputScaleBits);
    var offsets = global::System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(InputOffsetBits);
    global::QMlp.Runtime.QuantizeInput<TTier>.ToHwc(
        x: frame.Sample, channels: 3, length: 16, blockBegin, blockEnd,
        scales, offsets, zeroPoint: 0, max: 255, y: frame.Input);
}
