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
        frame.Pass(0, 4816, 64, &QuantizeSample<TTier>);
    }

    frame.Pass(1, 301, TTier.BlockRows, &Stem<TTier>);
    frame.Pass(2, 301, TTier.BlockRows, &NormToFc2<TTier>);
    frame.Pass(3, 20, 64, &Pool<TTier>);
    frame.Pass(4, 1, TTier.BlockRows, &Head<TTier>);
}

// norm to fc2, one band of rows after another, so that what is between the steps stays in cache.
private static void NormToFc2<TTier>(in global::QMlp.Runtime.CallFrame frame, int rowBegin, int rowEnd)
    where TTier : struct, global::QMlp.Runtime.ITier
{
    const int BandRows = 168;
    for (var begin = rowBegin; begin < rowEnd; begin += BandRows)
    {
        var end = rowEnd - begin < BandRows ? rowEnd : begin + BandRows;
        Norm<TTier>(frame, begin, end);
        Fc1<TTier>(frame, begin, end);
        Fc2<TTier>(frame, begin, end);
    }
}
