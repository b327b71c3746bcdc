using QMlp.Runtime;

namespace QMlp.Benchmarks.Micro;

/// <summary>The fused steps of one block of ResMLP-S24 (196 tokens, 384 channels, hidden 1536), each as emitted code calls it.</summary>
sealed unsafe class Layers : IDisposable
{
    public const int Tokens = 196;
    public const int Channels = 384;
    public const int Hidden = 1536;

    /// <summary>Weight matrices in turn, as in a network of 24 blocks: 28 MB, more than the second-level cache holds by far.</summary>
    private const int Matrices = 48;

    private readonly Buffer<short> _residual = new(Tokens * Channels);
    private readonly Buffer<byte> _narrow = new(Tokens * Channels + 64);
    /// <summary>Bytes of a patch of 16 x 16 pixels of three channels.</summary>
    private const int PatchBytes = 16 * 16 * 3;

    private readonly Buffer<byte> _image = new(Tokens * PatchBytes);
    private readonly Buffer<byte> _patches = new(Tokens * PatchBytes);
    private readonly Buffer<byte> _wide = new(Tokens * Hidden);
    private readonly Buffer<byte> _weights = new(Hidden * Channels * Matrices);
    private readonly Buffer<int> _bias = new(Hidden);
    private readonly Buffer<float> _gain = new(Hidden);
    private readonly Buffer<float> _offset = new(Hidden);
    private readonly Buffer<byte> _table = new(256);
    private readonly Buffer<byte> _gate = new(Tokens * Channels);
    private readonly Buffer<byte> _gated = new(Tokens * Channels + 64);

    private int _next;

    public Layers()
    {
        _bias.Span.Fill(1000);
        _gain.Span.Fill(1e-4f);
        _offset.Span.Fill(100);
        foreach (ref var r in _residual.Span)
        {
            r = Math.Max(r, (short)-32767);
        }
    }

    public void NormInterleaved<TTier>()
        where TTier : struct, ITier =>
        LayerNorm<TTier>.Interleaved(Norm(), 0, Tokens, _narrow.Pointer, quadStride: 4 * Channels);

    public void NormRows<TTier>()
        where TTier : struct, ITier =>
        LayerNorm<TTier>.Rows(Norm(), 0, Tokens, _narrow.Pointer, yStride: Channels);

    public void TokenMixing<TTier>(int certificate, int bits)
        where TTier : struct, ITier =>
        TokenMixing<TTier, S16Epilogue>.Run(
            _narrow.Pointer, 4 * Channels, Weights(Tokens, Tokens, certificate, bits), 0, Tokens, 0, Channels, Residual());

    public void Fc1<TTier>(int certificate, int bits, bool table)
        where TTier : struct, ITier =>
        ChannelMixing<TTier, U8Epilogue>.Run(
            _narrow.Pointer, Channels, 0, Tokens, Weights(Hidden, Channels, certificate, bits), 0, Hidden, new U8Epilogue
            {
                Output = _wide.Pointer,
                Stride = Hidden,
                Multiplier = _gain.Pointer,
                ZeroPoint = 100,
                Low = 0,
                High = 255,
                Table = table ? _table.Pointer : null,
            });

    public void Fc2<TTier>(int certificate, int bits)
        where TTier : struct, ITier =>
        ChannelMixing<TTier, S16Epilogue>.Run(
            _wide.Pointer, Hidden, 0, Tokens, Weights(Channels, Hidden, certificate, bits), 0, Channels, Residual());

    /// <summary>Patch embedding of an interleaved image of 224 x 224 pixels.</summary>
    public void Patches<TTier>(int certificate)
        where TTier : struct, ITier =>
        PatchMixing<TTier, S16Epilogue>.Run(
            _image.Pointer, PatchMap, rowAxes: 2, rowsAtATime: 28, 0, Tokens, Weights(Channels, PatchBytes, certificate, 8), WithoutResidual());

    /// <summary>The same in two steps: all patches are cut, then multiplied.</summary>
    public void CutPatches<TTier>(int certificate)
        where TTier : struct, ITier
    {
        Rearrange.Run(_image.Pointer, _patches.Pointer, PatchMap);
        ChannelMixing<TTier, S16Epilogue>.Run(
            _patches.Pointer, PatchBytes, 0, Tokens, Weights(Channels, PatchBytes, certificate, 8), 0, Channels, WithoutResidual());
    }

    /// <summary>Batch 1: one row against 128 outputs of 784 inputs.</summary>
    public void Row<TTier>(int certificate, int bits)
        where TTier : struct, ITier =>
        ChannelMixing<TTier, U8Epilogue>.Run(
            _wide.Pointer, 784, 0, 1, Weights(128, 784, certificate, bits), 0, 128, new U8Epilogue
            {
                Output = _narrow.Pointer,
                Stride = 128,
                Multiplier = _gain.Pointer,
                ZeroPoint = 100,
                Low = 0,
                High = 255,
            });

    public void Lookup<TTier>()
        where TTier : struct, ITier => Table<TTier>.Run(_table.Pointer, _wide.Pointer, _wide.Pointer, _wide.Length);

    public void MeanTokens<TTier>()
        where TTier : struct, ITier =>
        Mean<TTier>.Tokens(
            new MeanArguments<short>
            {
                Input = _residual.Pointer,
                Stride = Channels,
                Tokens = Tokens,
                Channels = Channels,
                Gain = _gain.Pointer,
                Offset = _offset.Pointer,
                Min = 0,
                Max = 255,
            },
            _narrow.Pointer);

    public void RescaleRows<TTier>()
        where TTier : struct, ITier =>
        ElementwiseSteps<TTier>.Rows(Rescaled(), stride: Channels, 0, Tokens, Channels, _narrow.Pointer, yStride: Channels);

    public void RescaleInterleaved<TTier>()
        where TTier : struct, ITier =>
        ElementwiseSteps<TTier>.Interleaved(Rescaled(), stride: Channels, 0, Tokens, Channels, _narrow.Pointer, quadStride: 4 * Channels);

    public void MultiplyRows<TTier>()
        where TTier : struct, ITier =>
        ElementwiseSteps<TTier>.Rows(Product(), stride: Channels, 0, Tokens, Channels, _gated.Pointer, yStride: Channels);

    public void MultiplyInterleaved<TTier>()
        where TTier : struct, ITier =>
        ElementwiseSteps<TTier>.Interleaved(Product(), stride: Channels, 0, Tokens, Channels, _gated.Pointer, quadStride: 4 * Channels);

    public void Dispose()
    {
        _gate.Dispose();
        _gated.Dispose();
        _residual.Dispose();
        _narrow.Dispose();
        _wide.Dispose();
        _image.Dispose();
        _patches.Dispose();
        _weights.Dispose();
        _bias.Dispose();
        _gain.Dispose();
        _offset.Dispose();
        _table.Dispose();
    }

    /// <summary>False: the same weights in every call, which then come from the nearest cache that holds them.</summary>
    public bool ManyMatrices { get; init; }

    private LinearWeights Weights(int rows, int depth, int certificate, int bits) => new()
    {
        Data = _weights.Pointer + (ManyMatrices ? _next++ % Matrices * (Hidden * Channels) : 0),
        Bias = _bias.Pointer,
        Rows = rows,
        Depth = depth,
        Bits = bits,
        Certificate = certificate,
    };

    /// <summary>Patches of 16 x 16 pixels of three channels out of an image of 224 x 224.</summary>
    private static IndexMap PatchMap => new() { Dims = [14, 14, 16, 48], Strides = [16 * 672, 48, 672, 1] };

    private LayerNormArguments Norm() => new()
    {
        Input = _residual.Pointer,
        Stride = Channels,
        Channels = Channels,
        Epsilon = 1,
        Gain = _gain.Pointer,
        Offset = _offset.Pointer,
        Min = 0,
        Max = 255,
    };

    private RescaledResidual Rescaled() => new() { X = _residual.Pointer, Gain = _gain.Pointer, Offset = _offset.Pointer };

    private GatedResidual Product() => new() { A = _gate.Pointer, B = _residual.Pointer };

    private S16Epilogue WithoutResidual() => new()
    {
        Output = _residual.Pointer,
        Stride = Channels,
        Multiplier = _gain.Pointer,
        Low = -32767,
        High = 32767,
    };

    private S16Epilogue Residual() => new()
    {
        Output = _residual.Pointer,
        Stride = Channels,
        Residual = _residual.Pointer,
        ResidualStride = Channels,
        ResidualMultiplier = 0.99f,
        Multiplier = _gain.Pointer,
        Low = -32767,
        High = 32767,
    };
}
