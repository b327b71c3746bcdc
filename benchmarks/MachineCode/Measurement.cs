using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QMlp.Runtime;

namespace QMlp.MachineCode;

/// <summary>Speed of the routines on matrix products, as the drivers call them: a pair of vectors at a time, all rows.</summary>
static unsafe class Measurement
{
    private const int Repetitions = 41;
    private const int VectorsOfACall = 2;
    private const int Channels = 16;

    /// <summary>rows x K x columns; rows are the operand that is broadcast (tokens, or the outputs of token mixing).</summary>
    private static readonly (int Rows, int Depth, int Columns, bool MixesTokens)[] Shapes =
    [
        (196, 384, 1536, false),
        (196, 1536, 384, false),
        (196, 196, 384, true),
        (256, 512, 2048, false),
        (64, 256, 1024, false),
        (49, 128, 512, false),
        (1, 784, 128, false),
    ];

    /// <summary>Prints a line for each shape and width of the weights.</summary>
    public static void Run(TextWriter output)
    {
        var limit = Probe.Measure();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"limit of vpdpbusd zmm: {limit:F0} GMAC/s"));
        output.WriteLine("rows x K x columns      form      bits  GMAC/s (median)  of the limit");
        foreach (var (rows, depth, columns, mixesTokens) in Shapes)
        {
            foreach (var bits in (int[])[8, 4])
            {
                var speed = Measure(rows, depth, columns, mixesTokens, bits);
                var shape = $"{rows} x {depth} x {columns}";
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{shape,-22}  {(mixesTokens ? "tokens" : "channels"),-8}  {bits,4}  {speed,15:F0}  {speed / limit,12:P1}"));
            }
        }
    }

    private static double Measure(int rows, int depth, int columns, bool mixesTokens, int bits)
    {
        var quads = (depth + 3) / 4;
        var weightQuads = bits == 8 ? quads : (quads + 1) / 2;
        var rowStride = 4 * (mixesTokens ? weightQuads : quads);
        var vectors = columns / Channels;
        var vectorStride = mixesTokens ? BlockAssembler.VectorBytes : BlockAssembler.VectorBytes * weightQuads;
        var call = new MachineCodeCall
        {
            Rows = Allocate(rows * rowStride),
            RowStride = rowStride,
            Vectors = Allocate(columns * 4 * (mixesTokens ? quads : weightQuads)),
            VectorStride = vectorStride,
            QuadStride = mixesTokens ? columns * 4 : BlockAssembler.VectorBytes,
            Quads = quads,
            Bias = Allocate(4 * Math.Max(rows, columns)),
            Tile = Allocate(rows * VectorsOfACall * BlockAssembler.VectorBytes),
            TileStride = VectorsOfACall * BlockAssembler.VectorBytes,
            RowCount = rows,
            VectorCount = VectorsOfACall,
            PrefetchStride = Math.Max(1, VectorsOfACall * BlockAssembler.VectorBytes * Avx512VnniTier.BlockRows / Math.Max(Avx512VnniTier.BlockRows, rows)),
        };
        var routines = Runtime.MachineCode.Routines;
        var routine = (mixesTokens, bits) switch
        {
            (false, 8) => routines.Channels8,
            (false, _) => routines.Channels4,
            (true, 8) => routines.Tokens8,
            (true, _) => routines.Tokens4,
        };

        // Long enough for the clock and short enough for the scheduler: a few milliseconds.
        var macs = (double)rows * depth * columns;
        var turns = Math.Max(1, (int)(5e8 / macs));
        var times = new double[Repetitions];
        for (var i = 0; i < Repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var turn = 0; turn < turns; turn++)
            {
                for (var vector = 0; vector < vectors; vector += VectorsOfACall)
                {
                    var next = call;
                    next.Vectors += vector * vectorStride;
                    next.Prefetch = next.Vectors + (VectorsOfACall * vectorStride);
                    routine(&next);
                }
            }

            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds / turns;
        }

        NativeMemory.AlignedFree((void*)call.Rows);
        NativeMemory.AlignedFree((void*)call.Vectors);
        NativeMemory.AlignedFree((void*)call.Bias);
        NativeMemory.AlignedFree((void*)call.Tile);
        Array.Sort(times);
        return macs / times[Repetitions / 2] / 1e9;
    }

    private static nint Allocate(int bytes)
    {
        var memory = NativeMemory.AlignedAlloc((nuint)bytes, BlockAssembler.VectorBytes);
        Unsafe.InitBlock(memory, 3, (uint)bytes);
        return (nint)memory;
    }
}
