using Iced.Intel;
using QMlp.Runtime;
using static Iced.Intel.AssemblerRegisters;
using static QMlp.MachineCode.RoutineAssembler;

namespace QMlp.MachineCode;

/// <summary>
/// Assembles a block of rows x 2 vectors: accumulators from the bias, the loop over k, the stores. The accumulator of row i and
/// vector v is zmm(2 * i + v). The inside of the loop is <see cref="QuadAssembler"/>'s.
/// <para>
/// With 4-bit weights the sums come out sixteen times too large. They start from zero, are shifted back at the end, and the bias is
/// added then: exact while 16 * 255 * 8 * K fits 32 bits, K &lt;= 65792.
/// </para>
/// </summary>
sealed class BlockAssembler(Assembler code, Action<string> comment, bool mixesTokens, int bits)
{
    /// <summary>Bytes of a vector: 16 channels of 4 k, or 16 results of 32 bits.</summary>
    public const int VectorBytes = 64;

    /// <summary>
    /// Quads of k that halves of a block do apart: enough multiplications for the first half's stores to go. Measured best of 2 to 32.
    /// </summary>
    private const int LastQuads = 12;

    private readonly QuadAssembler _quads = new(code, mixesTokens, bits);

    private static AssemblerRegisterZMM[] Zmm => QuadAssembler.Zmm;

    /// <summary>Constants that stay in registers over the whole routine.</summary>
    public void EmitConstants()
    {
        if (bits == 4)
        {
            comment("Mask of the upper nibbles.");
            code.mov(ecx, 0xF0F0F0F0);
            code.vpbroadcastd(QuadAssembler.UpperNibbles, ecx);
        }
    }

    /// <summary>A block of <paramref name="rows"/> rows, few of them.</summary>
    public void Emit(int rows)
    {
        comment($"Block of {rows} rows x 2 vectors.");
        EmitPointers(rows);
        EmitInitialization(rows);
        comment("Loop over quads of k.");
        EmitLoopAndResults(0, rows, prefetches: true);
        EmitNextRows(rows);
    }

    /// <summary>
    /// A block of many rows. It does the last quads of k for the first half of them, stores these results, and only then does the same
    /// for the second half. The processor looks about a hundred cycles ahead, and stores that wait for their results block its view of
    /// the next block when there are many at a time.
    /// </summary>
    public void EmitInHalves(int rows)
    {
        const int Half = QuadAssembler.SecondPointerRow;
        var last = code.CreateLabel();

        comment($"Block of {rows} rows x 2 vectors.");
        EmitPointers(rows);
        EmitInitialization(rows);
        comment($"Loop over quads of k, but for the last {LastQuads}.");
        code.mov(Slot(MachineCodeCall.LastQuads), r11);
        code.sub(r11, LastQuads);
        code.jbe(last);
        if (bits == 4)
        {
            comment("An even number, because the loop begins with an even quad.");
            code.and(r11, -2);
            code.je(last);
        }

        code.sub(Slot(MachineCodeCall.LastQuads), r11);
        EmitQuadLoop(0, rows, prefetches: true, last);

        comment("The last quads, for the first half of the rows.");
        code.Label(ref last);
        code.mov(Slot(MachineCodeCall.LastRows), rbx);
        code.mov(Slot(MachineCodeCall.LastVectors), r8);
        code.mov(r11, Slot(MachineCodeCall.LastQuads));
        EmitLoopAndResults(0, Half, prefetches: true);

        comment("The last quads, for the second half.");
        code.mov(rbx, Slot(MachineCodeCall.LastRows));
        code.mov(r8, Slot(MachineCodeCall.LastVectors));
        code.mov(r11, Slot(MachineCodeCall.LastQuads));
        EmitLoopAndResults(Half, rows, prefetches: false);
        EmitNextRows(rows);
    }

    /// <summary>
    /// One row. Two accumulators would wait for their own results, so four quads of k in turn go to accumulators of their own.
    /// </summary>
    public void EmitSingleRow()
    {
        const int Turns = 4;
        var tail = code.CreateLabel();
        var sum = code.CreateLabel();
        var loop = code.CreateLabel();

        comment("Block of 1 row x 2 vectors.");
        EmitPointers(1);
        EmitInitialization(1);
        EmitZero(2, 2 * Turns);
        code.sub(r11, Turns);
        code.jb(tail);
        comment("Loop over four quads of k.");
        code.Label(ref loop);
        for (var turn = 0; turn < Turns; turn++)
        {
            var first = 2 * turn;
            _quads.Emit(0, 1, turn, (_, vector) => Zmm[first + vector], prefetches: false);
        }

        code.add(rbx, _quads.RowBytes(Turns));
        code.sub(r11, Turns);
        code.jae(loop);

        code.Label(ref tail);
        code.add(r11, Turns);
        code.je(sum);
        comment("The quads that remain.");
        EmitQuadLoop(0, 1, prefetches: false, sum);

        comment("Sum of the four turns.");
        code.Label(ref sum);
        for (var distance = Turns; distance >= 2; distance /= 2)
        {
            for (var i = 0; i < distance; i++)
            {
                code.vpaddd(Zmm[i], Zmm[i], Zmm[i + distance]);
            }
        }

        EmitResults(0, 1);
        EmitNextRows(1);
    }

    private void EmitPointers(int rows)
    {
        code.mov(rbx, Slot(MachineCodeCall.BlockRows));
        code.mov(rdx, Field(nameof(MachineCodeCall.RowStride)));
        if (rows > 1)
        {
            code.lea(rsi, __[rdx + (rdx * 2)]);
        }

        if (rows > QuadAssembler.SecondPointerRow)
        {
            code.lea(rdi, __[rdx + (rdx * 4)]);
            code.lea(rcx, __[rsi + (rdx * 4)]);
            code.add(rcx, rbx);
        }

        code.mov(r8, Field(nameof(MachineCodeCall.Vectors)));
        code.mov(r10, Field(nameof(MachineCodeCall.QuadStride)));
        code.mov(r11, Field(nameof(MachineCodeCall.Quads)));
    }

    private void EmitInitialization(int rows)
    {
        if (bits == 4)
        {
            EmitZero(0, 2 * rows);
            return;
        }

        EmitBiasPointer();
        if (mixesTokens)
        {
            for (var row = 0; row < rows; row++)
            {
                code.vpbroadcastd(Zmm[2 * row], __dword_ptr[r8 + (4 * row)]);
                code.vmovdqa64(Zmm[(2 * row) + 1], Zmm[2 * row]);
            }
        }
        else
        {
            EmitChannelBias(zmm0, zmm1);
            for (var i = 2; i < 2 * rows; i++)
            {
                code.vmovdqa64(Zmm[i], Zmm[i % 2]);
            }
        }

        code.mov(r8, Field(nameof(MachineCodeCall.Vectors)));
    }

    private void EmitZero(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            code.vpxord(Zmm[i], Zmm[i], Zmm[i]);
        }
    }

    private void EmitBiasPointer() =>
        code.mov(r8, mixesTokens ? Slot(MachineCodeCall.BlockBias) : Field(nameof(MachineCodeCall.Bias)));

    /// <summary>The bias of both vectors; of the first twice where there is no second, because nothing is read beyond it.</summary>
    private void EmitChannelBias(AssemblerRegisterZMM first, AssemblerRegisterZMM second)
    {
        code.vmovdqu32(first, __zmmword_ptr[r8]);
        code.lea(r11, __[r8 + VectorBytes]);
        code.test(r9, r9);
        code.cmovne(r8, r11);
        code.vmovdqu32(second, __zmmword_ptr[r8]);
        code.mov(r11, Field(nameof(MachineCodeCall.Quads)));
    }

    private void EmitLoopAndResults(int firstRow, int endRow, bool prefetches)
    {
        var done = code.CreateLabel();
        EmitQuadLoop(firstRow, endRow, prefetches, done);
        code.Label(ref done);
        EmitResults(firstRow, endRow);
    }

    /// <summary>Adds r11 quads, at least one, to the accumulators of some rows of a block.</summary>
    /// <param name="done">The instruction after the loop; the caller places it.</param>
    private void EmitQuadLoop(int firstRow, int endRow, bool prefetches, Label done)
    {
        var loop = code.CreateLabel();
        code.Label(ref loop);
        EmitQuad(0);
        if (bits == 4)
        {
            code.dec(r11);
            code.je(done);
            EmitQuad(1);
        }

        var bytes = _quads.RowBytes(bits == 4 ? 2 : 1);
        code.add(rbx, bytes);
        if (endRow > QuadAssembler.SecondPointerRow)
        {
            code.add(rcx, bytes);
        }

        code.dec(r11);
        code.jne(loop);

        void EmitQuad(int quad) => _quads.Emit(firstRow, endRow, quad, (row, vector) => Zmm[(2 * row) + vector], prefetches);
    }

    /// <summary>Stores the accumulators of some rows of a block, and goes on to the rows of the tile after them.</summary>
    private void EmitResults(int firstRow, int endRow)
    {
        var one = code.CreateLabel();
        if (bits == 4)
        {
            comment("A sixteenth of the sums, and the bias.");
            EmitBiasPointer();
            if (!mixesTokens)
            {
                EmitChannelBias(zmm28, zmm29);
            }

            for (var i = 2 * firstRow; i < 2 * endRow; i++)
            {
                code.vpsrad(Zmm[i], Zmm[i], 4);
                if (mixesTokens)
                {
                    code.vpaddd(Zmm[i], Zmm[i], __dword_bcst[r8 + (4 * (i / 2))]);
                }
                else
                {
                    code.vpaddd(Zmm[i], Zmm[i], Zmm[28 + (i % 2)]);
                }
            }
        }

        comment("Results of the first vector, and of the second where there is one.");
        code.mov(r8, Slot(MachineCodeCall.BlockTile));
        code.mov(r11, Field(nameof(MachineCodeCall.TileStride)));
        for (var row = firstRow; row < endRow; row++)
        {
            code.vmovdqu32(__zmmword_ptr[r8], Zmm[2 * row]);
            code.add(r8, r11);
        }

        code.test(r9, r9);
        code.je(one);
        code.mov(r8, Slot(MachineCodeCall.BlockTile));
        for (var row = firstRow; row < endRow; row++)
        {
            code.vmovdqu32(__zmmword_ptr[r8 + VectorBytes], Zmm[(2 * row) + 1]);
            code.add(r8, r11);
        }

        code.Label(ref one);
        code.mov(Slot(MachineCodeCall.BlockTile), r8);
    }

    private void EmitNextRows(int rows)
    {
        comment("On to the next rows.");
        code.imul(rdx, rdx, rows);
        code.add(Slot(MachineCodeCall.BlockRows), rdx);
        if (mixesTokens)
        {
            code.add(Slot(MachineCodeCall.BlockBias), 4 * rows);
        }

        code.sub(Slot(MachineCodeCall.RowsLeft), rows);
    }
}
