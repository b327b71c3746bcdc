using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace QMlp.MachineCode;

/// <summary>
/// Assembles one step of k: a quad of two vectors times a quad of each row, the rows broadcast. vpdpbusd takes the unsigned operand
/// second and the signed one third: activations and weights, whichever of them is the broadcast.
/// <para>
/// 4-bit weights: a byte holds a weight of an even quad in its lower half and one of the odd quad after it in its upper half. Shifted
/// left by four and masked, or only masked, it is sixteen times that weight as a signed byte.
/// </para>
/// </summary>
sealed class QuadAssembler(Assembler code, bool mixesTokens, int bits)
{
    /// <summary>The row that the second pointer, rcx, points at.</summary>
    public const int SecondPointerRow = 7;

    /// <summary>All vector registers, by number.</summary>
    public static readonly AssemblerRegisterZMM[] Zmm =
    [
        zmm0, zmm1, zmm2, zmm3, zmm4, zmm5, zmm6, zmm7, zmm8, zmm9, zmm10, zmm11, zmm12, zmm13, zmm14, zmm15,
        zmm16, zmm17, zmm18, zmm19, zmm20, zmm21, zmm22, zmm23, zmm24, zmm25, zmm26, zmm27, zmm28, zmm29, zmm30, zmm31,
    ];

    /// <summary>0xF0 in every byte.</summary>
    public static readonly AssemblerRegisterZMM UpperNibbles = zmm31;

    private static readonly AssemblerRegisterZMM[] Vectors = [zmm28, zmm29];
    private static readonly AssemblerRegisterZMM Broadcast = zmm30;

    private bool NibblesInVectors => bits == 4 && !mixesTokens;

    private bool NibblesInRows => bits == 4 && mixesTokens;

    /// <summary>Bytes of a row that <paramref name="quads"/> quads take (an even number of them where two share four bytes).</summary>
    public int RowBytes(int quads) => NibblesInRows ? 2 * quads : 4 * quads;

    /// <summary>Quad number <paramref name="quad"/> after the pointers; they are not moved along k, but r8 is, to the next vector.</summary>
    /// <param name="prefetches">Whether a line of the weights that come next is asked for.</param>
    public void Emit(int firstRow, int endRow, int quad, Func<int, int, AssemblerRegisterZMM> accumulator, bool prefetches)
    {
        var odd = quad % 2 == 1;
        for (var v = 0; v < Vectors.Length; v++)
        {
            EmitVector(Vectors[v], v == 0 ? __zmmword_ptr[r8] : __zmmword_ptr[r8 + r9], odd);
        }

        if (!NibblesInVectors || odd)
        {
            if (prefetches && !mixesTokens)
            {
                // Weights that come next. Those of a large network are in no near cache, and the first block of rows would wait for them.
                code.prefetcht0(__byte_ptr[r12]);
                code.add(r12, r13);
            }

            code.add(r8, r10);
        }

        for (var row = firstRow; row < endRow; row++)
        {
            EmitBroadcast(row, quad, odd);
            for (var v = 0; v < Vectors.Length; v++)
            {
                var (unsigned, signed) = mixesTokens ? (Vectors[v], Broadcast) : (Broadcast, Vectors[v]);
                code.vpdpbusd(accumulator(row, v), unsigned, signed);
            }
        }
    }

    private void EmitVector(AssemblerRegisterZMM vector, AssemblerMemoryOperand source, bool odd)
    {
        if (!NibblesInVectors)
        {
            code.vmovdqu32(vector, source);
        }
        else if (odd)
        {
            code.vpandd(vector, UpperNibbles, source);
        }
        else
        {
            code.vpslld(vector, source, 4);
            code.vpandd(vector, vector, UpperNibbles);
        }
    }

    private void EmitBroadcast(int row, int quad, bool odd)
    {
        if (!NibblesInRows)
        {
            code.vpbroadcastd(Broadcast, At(__dword_ptr, row, RowBytes(quad)));
        }
        else if (odd)
        {
            code.vpandd(Broadcast, UpperNibbles, At(__dword_bcst, row, RowBytes(quad - 1)));
        }
        else
        {
            code.vpslld(Broadcast, At(__dword_bcst, row, RowBytes(quad)), 4);
            code.vpandd(Broadcast, Broadcast, UpperNibbles);
        }
    }

    /// <summary>Row 0 to 13 as a pointer plus a scaled stride: 7 = second pointer, 9, 11 and 13 from there, the others from the first.</summary>
    private static AssemblerMemoryOperand At(AssemblerMemoryOperandFactory size, int row, int offset) => row switch
    {
        0 => size[rbx + offset],
        1 => size[rbx + rdx + offset],
        2 => size[rbx + (rdx * 2) + offset],
        3 => size[rbx + rsi + offset],
        4 => size[rbx + (rdx * 4) + offset],
        5 => size[rbx + rdi + offset],
        6 => size[rbx + (rsi * 2) + offset],
        7 => size[rcx + offset],
        8 => size[rbx + (rdx * 8) + offset],
        9 => size[rcx + (rdx * 2) + offset],
        10 => size[rbx + (rdi * 2) + offset],
        11 => size[rcx + (rdx * 4) + offset],
        12 => size[rbx + (rsi * 4) + offset],
        13 => size[rcx + (rsi * 2) + offset],
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };
}
