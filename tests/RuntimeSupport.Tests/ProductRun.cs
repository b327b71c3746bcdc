using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Which epilogue a product ends in.</summary>
enum Ending
{
    U8,
    U8Table,
    U8Interleaved,
    U8TableInterleaved,
    S16,
    S16Residual,
    S16InPlace,
    F32,
}

/// <summary>
/// Runs one random product on a tier, all buffers between guard pages, in four calls that split rows and columns, and compares every
/// output value with the reference. In the token form the outputs of the case are rows and its samples are columns.
/// </summary>
sealed unsafe class ProductRun(ProductCase data, bool tokens, Ending ending, bool columnMultipliers, Place place, int seed) : ITierAction
{
    private const byte Untouched = 0x5C;

    private readonly Random _random = new(seed);

    private int Rows => tokens ? data.N : data.M;

    private int Columns => tokens ? data.M : data.N;

    private bool Interleaved => ending is Ending.U8Interleaved or Ending.U8TableInterleaved;

    public void Run<TTier>()
        where TTier : struct, ITier
    {
        var depth = (data.K + 3) / 4 * 4;
        using var weights = Guard((tokens, data.Bits) switch
        {
            (false, 8) => Packing.Panels(data.Weights),
            (true, 8) => Packing.Rows(data.Weights),
            (false, _) => Packing.NibblePanels(data.Weights),
            (true, _) => Packing.NibbleRows(data.Weights),
        });
        using var bias = Guard(data.Bias);
        using var multiplier = Guard(data.Multiplier);
        float[] factors = [.. Enumerable.Range(0, Columns).Select(_ => 0.25f + _random.NextSingle())];
        using var columnMultiplier = Guard(factors);
        using var table = Guard(Bytes(256));
        using var x = tokens ? InterleavedActivations() : RowActivations(depth);
        var matrix = new LinearWeights
        {
            Data = weights.Pointer,
            Bias = bias.Pointer,
            Rows = data.N,
            Depth = data.K,
            Bits = data.Bits,
            Certificate = data.Certificate,
        };
        var (zeroPoint, low, high) = (_random.Next(256), _random.Next(100), 255 - _random.Next(100));
        var stride = (Interleaved ? 4 * Columns : Columns) + _random.Next(3);
        var useTable = ending is Ending.U8Table or Ending.U8TableInterleaved;
        var factor = columnMultipliers && tokens ? columnMultiplier.Pointer : null;
        float? FactorOf(int column) => factor is null ? null : factors[column];
        int Accumulator(int row, int column) => tokens ? data.Accumulator(column, row) : data.Accumulator(row, column);
        float V(int row, int column) => Reference.Scale(
            Accumulator(row, column), data.Multiplier[tokens ? row : column], FactorOf(column));
        switch (ending)
        {
            case Ending.F32:
                {
                    using var y = new GuardedBuffer<float>((Rows - 1) * stride + Columns, place);
                    y.Span.Fill(-1.5f);
                    Split<TTier, F32Epilogue>(
                        x.Pointer, matrix, new F32Epilogue { Output = y.Pointer, Stride = stride, Multiplier = multiplier.Pointer, ColumnMultiplier = factor });
                    Check(y.Span, stride, -1.5f, V);

                    using var sums = new GuardedBuffer<int>(y.Length, place);
                    sums.Span.Fill(Untouched);
                    Split<TTier, F32Epilogue>(x.Pointer, matrix, new F32Epilogue { Accumulators = sums.Pointer, Stride = stride });
                    Check(sums.Span, stride, Untouched, Accumulator);
                    break;
                }

            case Ending.S16 or Ending.S16Residual or Ending.S16InPlace:
                {
                    using var y = new GuardedBuffer<short>((Rows - 1) * stride + Columns, place);
                    using var residual = new GuardedBuffer<short>(y.Length, place);
                    foreach (ref var r in residual.Span)
                    {
                        r = (short)(_random.Next(4) == 0 ? (_random.Next(2) == 0 ? 32767 : -32767) : _random.Next(-32767, 32768));
                    }

                    var before = residual.Span.ToArray();
                    y.Span.Fill(Untouched);
                    var source = ending == Ending.S16 ? null : residual.Pointer;
                    var target = ending == Ending.S16InPlace ? residual : y;
                    var residualMultiplier = _random.Next(2) == 0 ? 0.5f : 0.3f + _random.NextSingle();
                    Split<TTier, S16Epilogue>(x.Pointer, matrix, new S16Epilogue
                    {
                        Output = target.Pointer,
                        Stride = stride,
                        Multiplier = multiplier.Pointer,
                        ColumnMultiplier = factor,
                        Low = -32767,
                        High = 32767,
                        Residual = source,
                        ResidualStride = stride,
                        ResidualMultiplier = residualMultiplier,
                    });
                    var result = target.Span.ToArray();
                    for (var i = 0; i < result.Length; i++)
                    {
                        var (row, column) = (i / stride, i % stride);
                        var expected = column >= Columns
                            ? (ending == Ending.S16InPlace ? before[i] : Untouched)
                            : Reference.ToS16(V(row, column), source is null ? null : before[i], residualMultiplier, -32767, 32767);
                        Assert.True(expected == result[i], $"row {row}, column {column}: {result[i]}, expected {expected}");
                    }

                    break;
                }

            default:
                {
                    var groups = Interleaved ? (Rows + 3) / 4 : Rows;
                    using var y = new GuardedBuffer<byte>((groups - 1) * stride + (Interleaved ? 4 * Columns : Columns), place);
                    y.Span.Fill(Untouched);
                    Split<TTier, U8Epilogue>(x.Pointer, matrix, new U8Epilogue
                    {
                        Output = y.Pointer,
                        Stride = stride,
                        Interleaved = Interleaved,
                        Multiplier = multiplier.Pointer,
                        ColumnMultiplier = factor,
                        ZeroPoint = zeroPoint,
                        Low = low,
                        High = high,
                        Table = useTable ? table.Pointer : null,
                    });
                    byte Expected(int row, int column) => Reference.ToU8(V(row, column), zeroPoint, low, high, useTable ? table.Span.ToArray() : null);
                    if (Interleaved)
                    {
                        CheckInterleaved(y.Span, stride, Expected);
                    }
                    else
                    {
                        Check(y.Span, stride, Untouched, Expected);
                    }

                    break;
                }
        }
    }

    /// <summary>Two ranges of rows by two ranges of columns.</summary>
    private void Split<TTier, TEpilogue>(byte* x, LinearWeights matrix, TEpilogue epilogue)
        where TTier : struct, ITier
        where TEpilogue : struct, IEpilogue
    {
        var middleRow = Interleaved ? _random.Next(Rows / 4 + 1) * 4 : _random.Next(Rows + 1);
        var middleColumn = tokens ? _random.Next(Columns + 1) : _random.Next(Columns / 16 + 1) * 16;
        foreach (var (rowBegin, rowEnd) in ((int, int)[])[(0, middleRow), (middleRow, Rows)])
        {
            foreach (var (columnBegin, columnEnd) in ((int, int)[])[(0, middleColumn), (middleColumn, Columns)])
            {
                if (tokens)
                {
                    TokenMixing<TTier, TEpilogue>.Run(x, 4 * Columns, matrix, rowBegin, rowEnd, columnBegin, columnEnd, epilogue);
                }
                else
                {
                    ChannelMixing<TTier, TEpilogue>.Run(x, data.K, rowBegin, rowEnd, matrix, columnBegin, columnEnd, epilogue);
                }
            }
        }
    }

    private void Check<T>(ReadOnlySpan<T> y, int stride, T untouched, Func<int, int, T> expected)
        where T : unmanaged, IEquatable<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var (row, column) = (i / stride, i % stride);
            var value = column < Columns ? expected(row, column) : untouched;
            Assert.True(value.Equals(y[i]), $"row {row}, column {column}: {y[i]}, expected {value}");
        }
    }

    private void CheckInterleaved(ReadOnlySpan<byte> y, int stride, Func<int, int, byte> expected)
    {
        for (var i = 0; i < y.Length; i++)
        {
            var (row, column) = (i / stride * 4 + i % stride % 4, i % stride / 4);
            if (row < Rows && column < Columns)
            {
                Assert.True(expected(row, column) == y[i], $"token {row}, channel {column}: {y[i]}, expected {expected(row, column)}");
            }
            else
            {
                Assert.True(column < Columns || y[i] == Untouched, $"byte {i} lies outside the output and was written");
            }
        }
    }

    private GuardedBuffer<byte> RowActivations(int depth)
    {
        var buffer = new GuardedBuffer<byte>(data.M * data.K, place, slack: depth - data.K);
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer.Span[i] = data.Activations[i / data.K, i % data.K];
        }

        return buffer;
    }

    private GuardedBuffer<byte> InterleavedActivations()
    {
        var x = new byte[data.K, data.M];
        for (var i = 0; i < data.M; i++)
        {
            for (var k = 0; k < data.K; k++)
            {
                x[k, i] = data.Activations[i, k];
            }
        }

        var packed = Packing.TokenInterleaved(x);
        Assert.Equal(TokenInterleaved.Length(data.K, data.M), packed.Length + TokenInterleaved.Slack);
        var buffer = new GuardedBuffer<byte>(packed.Length, place, TokenInterleaved.Slack);
        packed.CopyTo(buffer.Span);
        return buffer;
    }

    private GuardedBuffer<T> Guard<T>(T[] values)
        where T : unmanaged
    {
        var buffer = new GuardedBuffer<T>(values.Length, place);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
