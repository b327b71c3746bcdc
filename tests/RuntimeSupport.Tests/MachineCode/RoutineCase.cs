using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests.MachineCode;

/// <summary>One product with random operands in guarded memory, exactly as large as <see cref="MachineCodeCall"/> says, and its result.</summary>
sealed unsafe class RoutineCase : IDisposable
{
    private const int Channels = 16;
    private const int Untouched = 0x5A5A5A5A;

    private readonly GuardedBuffer<byte> _rows;
    private readonly GuardedBuffer<byte> _vectors;
    private readonly GuardedBuffer<int> _bias;
    private readonly GuardedBuffer<int> _tile;
    private readonly int _tileStride;
    private readonly bool _isTile;
    private readonly MachineCodeCall _call;

    /// <param name="mixesTokens">Whether the weights are the rows.</param>
    /// <param name="bits">Of a weight: 8 or 4.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="vectors">Columns of the result in sixteens.</param>
    /// <param name="quads">Depth in quads.</param>
    /// <param name="random">Fills the operands and chooses strides and the side of the guard page.</param>
    /// <param name="tileColumns">Columns of a tier's tile, all of which it may write and for all of which there is a bias; 0 for none.</param>
    public RoutineCase(bool mixesTokens, int bits, int rows, int vectors, int quads, Random random, int tileColumns = 0)
    {
        (MixesTokens, Bits, Rows, Vectors, Quads) = (mixesTokens, bits, rows, vectors, quads);
        _isTile = tileColumns > 0;
        var place = random.Next(2) == 0 ? Place.Begin : Place.End;
        var weightQuads = bits == 8 ? quads : (quads + 1) / 2;
        var rowBytes = 4 * (mixesTokens ? weightQuads : quads);
        var rowStride = rowBytes + random.Next(9);
        var vectorQuads = mixesTokens ? quads : weightQuads;

        // Panels lie one behind the other; interleaved tokens lie side by side, and may be some of a wider row.
        var vectorStride = mixesTokens ? 64 : 64 * vectorQuads;
        var quadStride = mixesTokens ? (64 * vectors) + (4 * random.Next(40)) : 64;
        _tileStride = tileColumns > 0 ? tileColumns : (Channels * vectors) + random.Next(17);
        _rows = Fill(new GuardedBuffer<byte>((rowStride * (rows - 1)) + rowBytes, place), random);
        _vectors = Fill(new GuardedBuffer<byte>(((vectors - 1) * vectorStride) + ((vectorQuads - 1) * quadStride) + 64, place), random);
        _bias = new GuardedBuffer<int>(mixesTokens ? rows : Math.Max(tileColumns, Channels * vectors), place);
        _tile = new GuardedBuffer<int>((_tileStride * (rows - 1)) + Math.Max(tileColumns, Channels * vectors), place);
        foreach (ref var bias in _bias.Span)
        {
            bias = random.Next(-1_000_000, 1_000_000);
        }

        _tile.Span.Fill(Untouched);
        _call = new MachineCodeCall
        {
            Rows = (nint)_rows.Pointer,
            RowStride = rowStride,
            Vectors = (nint)_vectors.Pointer,
            VectorStride = vectorStride,
            QuadStride = quadStride,
            Quads = quads,
            Bias = (nint)_bias.Pointer,
            Tile = (nint)_tile.Pointer,
            TileStride = 4 * _tileStride,
            RowCount = rows,
            VectorCount = vectors,
        };
    }

    /// <summary>The same for a tier's micro-kernel.</summary>
    public TileArguments Tile => new()
    {
        Broadcast = (byte*)_call.Rows,
        BroadcastStride = _call.RowStride,
        Vector = (byte*)_call.Vectors,
        VectorColumnStride = Vectors > 1 ? _call.VectorStride : 0,
        VectorQuadStride = _call.QuadStride,
        Quads = _call.Quads,
        Bias = (int*)_call.Bias,
        Tile = (int*)_call.Tile,
        Rows = _call.RowCount,
        WeightBits = Bits,
    };

    public bool MixesTokens { get; }

    public int Bits { get; }

    public int Rows { get; }

    public int Vectors { get; }

    public int Quads { get; }

    /// <summary>The argument block; a routine changes it, so this is a new one every time.</summary>
    public MachineCodeCall Call => _call;

    /// <summary>
    /// Compares every result with the plain sum of products, and what lies between the rows of results with what lay there (except in a
    /// tile).
    /// </summary>
    public void Check()
    {
        var tile = _tile.Span;
        for (var i = 0; i < tile.Length; i++)
        {
            var (row, column) = (i / _tileStride, i % _tileStride);
            if (_isTile && column >= Channels * Vectors)
            {
                continue;
            }

            var expected = column < Channels * Vectors ? Expected(row, column) : Untouched;
            Assert.True(
                expected == tile[i],
                $"{(MixesTokens ? "tokens" : "channels")} {Bits}-bit, {Rows} rows, {Vectors} vectors, {Quads} quads: [{row}, {column}] is {tile[i]}, not "
                    + $"{expected}");
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _vectors.Dispose();
        _bias.Dispose();
        _tile.Dispose();
    }

    private int Expected(int row, int column)
    {
        var sum = _bias.Span[MixesTokens ? row : column];
        for (var k = 0; k < 4 * Quads; k++)
        {
            var broadcast = _rows.Pointer + (row * _call.RowStride);
            var vector = _vectors.Pointer + ((column / Channels) * _call.VectorStride) + (4 * (column % Channels));
            sum += MixesTokens
                ? Weight(broadcast, 4, k) * vector[((k / 4) * _call.QuadStride) + (k % 4)]
                : broadcast[k] * Weight(vector, 64, k);
        }

        return sum;
    }

    /// <summary>Weight k of a row or a channel; with 4 bits the quads share their bytes two by two.</summary>
    private int Weight(byte* quad, int stride, int k)
    {
        if (Bits == 8)
        {
            return (sbyte)quad[((k / 4) * stride) + (k % 4)];
        }

        var both = (sbyte)quad[((k / 8) * stride) + (k % 4)];
        return k % 8 >= 4 ? both >> 4 : (sbyte)(both << 4) >> 4;
    }

    private static GuardedBuffer<byte> Fill(GuardedBuffer<byte> memory, Random random)
    {
        random.NextBytes(memory.Span);
        return memory;
    }
}
