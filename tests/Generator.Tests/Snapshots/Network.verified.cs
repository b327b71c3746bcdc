// The passes in order, after the entry of floats where the sample is not quantized yet. Each is a number, what there is to divide between
// threads, what the parts end at multiples of, and the method that works on a part. One thread does all of a pass at once.
private static void Network<TTier>(in global::QMlp.Runtime.CallFrame call, int member)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    // The bands of the first member are part of the scratch memory, those of the others lie behind it.
    var band = member == 0 ? call.Scratch : call.Scratch + (Buffers.Length - Buffers.Bands + ((nint)(member - 1) * Buffers.BandsLength));
    var frame = call with { Band = band };
    if (frame.Sample != null)
    {
        frame.Pass(0, 16, 64, &QuantizeSample<TTier>);
    }

    frame.Pass(1, 4, TTier.BlockRows, &Embed<TTier>);
    frame.Pass(2, 4, 4, &Blocks0Norm1<TTier>);
    frame.Pass(3, 8, TTier.TileColumns, &Blocks0TokenMix<TTier>);
    frame.Pass(4, 4, TTier.BlockRows, &Blocks0Norm2ToBlocks0Fc2<TTier>);
    frame.Pass(5, 8, 64, &Pool<TTier>);
    frame.Pass(6, 1, TTier.BlockRows, &Head<TTier>);
}
