// Scales of the input's channels as float32 bits: 0.02.
private static global::System.ReadOnlySpan<uint> InputScaleBits => [0x3CA3D70Au];

// Offsets of the input's channels as float32 bits: 0.
private static global::System.ReadOnlySpan<uint> InputOffsetBits => [0x00000000u];

// Quantizes a sample of floats. What is not a number becomes 0.
//     q = clamp(round(x / scale[c] + offset[c]) + 128, 0, 255)
private static void QuantizeSample<TTier>(in global::QMlp.Runtime.CallFrame frame, int blockBegin, int blockEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    var scales = global::System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(InputScaleBits);
    var offsets = global::System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(InputOffsetBits);
    global::QMlp.Runtime.QuantizeInput<TTier>.Plane(
        x: frame.Sample + blockBegin, length: blockEnd - blockBegin, scale: scales[0], offset: offsets[0], zeroPoint: 128, max: 255,
        y: frame.Input + blockBegin);
}
