using System.Runtime.InteropServices;
using Iced.Intel;
using QMlp.Runtime;
using static Iced.Intel.AssemblerRegisters;

namespace QMlp.MachineCode;

/// <summary>
/// Assembles one routine. Its frame is here: entry for both calling conventions, the loops over pairs of vectors and blocks of rows,
/// and the exit. The inside of a block is <see cref="BlockAssembler"/>'s.
/// <code>
/// rax  the argument block           rdx  row stride         r8   vector of the current quad
/// rbx  row 0 of the block, at k     rsi  3 row strides      r9   vector stride, 0 when the pair is a single one
/// rcx  row 7 of the block, at k     rdi  5 row strides      r10  quad stride      r11  quads that remain
/// r12  the next line to prefetch    r13  from there to the one after it                 (weights in vectors)
/// </code>
/// Scaled by 1, 2, 4 or 8, the three strides reach 14 rows from two pointers.
/// </summary>
sealed class RoutineAssembler
{
    /// <summary>
    /// Rows in a block of 14 x 2, 4 x 2 and 1 x 2 accumulators. 14 x 2 of them, two vectors, a broadcast and a mask are all 32 registers;
    /// 4 x 2 are just enough to hide the latency of a dot product where two start in a cycle.
    /// </summary>
    private static readonly int[] BlockHeights = [14, 4, 1];

    private readonly Assembler _code = new(64);
    private readonly SortedDictionary<int, string> _comments = [];
    private readonly bool _mixesTokens;
    private readonly BlockAssembler _blocks;

    private RoutineAssembler(bool mixesTokens, int bits)
    {
        _mixesTokens = mixesTokens;
        _blocks = new BlockAssembler(_code, Comment, mixesTokens, bits);
    }

    /// <summary>A field of the argument block.</summary>
    public static AssemblerMemoryOperand Field(string name) => Slot((int)Marshal.OffsetOf<MachineCodeCall>(name));

    /// <summary>A variable behind the fields.</summary>
    public static AssemblerMemoryOperand Slot(int offset) => __qword_ptr[rax + offset];

    /// <summary>Every routine, in the order of their files.</summary>
    public static IReadOnlyList<Routine> AssembleAll() =>
    [
        Assemble(mixesTokens: false, bits: 8),
        Assemble(mixesTokens: false, bits: 4),
        Assemble(mixesTokens: true, bits: 8),
        Assemble(mixesTokens: true, bits: 4),
    ];

    /// <summary>Assembles the routine for a form (channel or token mixing) and a width of the weights (8 or 4 bits).</summary>
    public static Routine Assemble(bool mixesTokens, int bits)
    {
        var assembler = new RoutineAssembler(mixesTokens, bits);
        assembler.Emit();
        using var bytes = new MemoryStream();
        assembler._code.Assemble(new StreamCodeWriter(bytes), rip: 0);
        var form = mixesTokens ? "Tokens" : "Channels";
        var summary = mixesTokens
            ? $"Token mixing: {bits}-bit weight rows, broadcast, times u8 activations interleaved by four tokens."
            : $"Channel mixing: u8 activation rows, broadcast, times {bits}-bit weight panels of 16 channels.";
        return new Routine(form + bits, summary, bytes.ToArray(), assembler._comments);
    }

    private void Emit()
    {
        var nextPair = _code.CreateLabel();
        var nextBlock = _code.CreateLabel();
        var remainder = _code.CreateLabel();
        var single = _code.CreateLabel();
        var fewer = _code.CreateLabel();
        var pairDone = _code.CreateLabel();

        EmitEntry();
        if (!_mixesTokens)
        {
            _code.mov(r12, Field(nameof(MachineCodeCall.Prefetch)));
            _code.mov(r13, Field(nameof(MachineCodeCall.PrefetchStride)));
        }

        Comment("A pair of vectors: all rows. The last pair may be a single vector: its stride is then 0.");
        _code.Label(ref nextPair);
        _code.xor(r9d, r9d);
        _code.cmp(Field(nameof(MachineCodeCall.VectorCount)), 2);
        _code.cmovae(r9, Field(nameof(MachineCodeCall.VectorStride)));
        Copy(nameof(MachineCodeCall.RowCount), MachineCodeCall.RowsLeft);
        Copy(nameof(MachineCodeCall.Rows), MachineCodeCall.BlockRows);
        Copy(nameof(MachineCodeCall.Tile), MachineCodeCall.BlockTile);
        if (_mixesTokens)
        {
            Copy(nameof(MachineCodeCall.Bias), MachineCodeCall.BlockBias);
        }

        _code.Label(ref nextBlock);
        _code.cmp(Slot(MachineCodeCall.RowsLeft), BlockHeights[0]);
        _code.jb(remainder);
        _blocks.EmitInHalves(BlockHeights[0]);
        _code.jmp(nextBlock);

        Comment("Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.");
        _code.Label(ref remainder);
        _code.mov(rcx, Slot(MachineCodeCall.RowsLeft));
        _code.test(rcx, rcx);
        _code.je(pairDone);
        _code.cmp(Field(nameof(MachineCodeCall.RowCount)), BlockHeights[1]);
        _code.jb(single);
        _code.sub(rcx, BlockHeights[1]);
        _code.jae(fewer);
        _code.sub(Slot(MachineCodeCall.RowsLeft), rcx);
        MoveBack(MachineCodeCall.BlockRows, nameof(MachineCodeCall.RowStride));
        MoveBack(MachineCodeCall.BlockTile, nameof(MachineCodeCall.TileStride));
        if (_mixesTokens)
        {
            _code.shl(rcx, 2);
            _code.add(Slot(MachineCodeCall.BlockBias), rcx);
        }

        _code.Label(ref fewer);
        _blocks.Emit(BlockHeights[1]);
        _code.jmp(nextBlock);

        Comment("Fewer than 4 rows in all: one at a time.");
        _code.Label(ref single);
        _blocks.EmitSingleRow();
        _code.jmp(nextBlock);

        Comment("The next pair of vectors.");
        _code.Label(ref pairDone);
        _code.lea(r8, __[r9 * 2]);
        _code.add(Field(nameof(MachineCodeCall.Vectors)), r8);
        _code.add(Field(nameof(MachineCodeCall.Tile)), 2 * BlockAssembler.VectorBytes);
        if (!_mixesTokens)
        {
            _code.add(Field(nameof(MachineCodeCall.Bias)), 2 * BlockAssembler.VectorBytes);
        }

        _code.sub(Field(nameof(MachineCodeCall.VectorCount)), 2);
        _code.ja(nextPair);

        EmitExit();
    }

    private void EmitEntry()
    {
        var start = _code.CreateLabel();
        Comment("Entry for Windows x64: the argument is in rcx.");
        _code.mov(rax, rcx);
        _code.jmp(start);
        Comment("Entry for System V: the argument is in rdi.");
        _code.mov(rax, rdi);
        Comment("What either convention wants to be kept.");
        _code.Label(ref start);
        for (var i = 0; i < SavedGeneral.Length; i++)
        {
            _code.mov(SavedGeneralSlot(i), SavedGeneral[i]);
        }

        for (var i = 0; i < SavedVector.Length; i++)
        {
            _code.vmovups(SavedVectorSlot(i), SavedVector[i]);
        }

        _blocks.EmitConstants();
    }

    private void EmitExit()
    {
        Comment("Exit.");
        for (var i = 0; i < SavedVector.Length; i++)
        {
            _code.vmovups(SavedVector[i], SavedVectorSlot(i));
        }

        for (var i = 0; i < SavedGeneral.Length; i++)
        {
            _code.mov(SavedGeneral[i], SavedGeneralSlot(i));
        }

        _code.vzeroupper();
        _code.ret();
    }

    private static readonly AssemblerRegister64[] SavedGeneral = [rbx, rsi, rdi, r12, r13];

    private static readonly AssemblerRegisterXMM[] SavedVector = [xmm6, xmm7, xmm8, xmm9, xmm10, xmm11, xmm12, xmm13, xmm14, xmm15];

    private static AssemblerMemoryOperand SavedGeneralSlot(int i) => Slot(MachineCodeCall.SavedGeneral + (8 * i));

    private static AssemblerMemoryOperand SavedVectorSlot(int i) => __xmmword_ptr[rax + (MachineCodeCall.SavedVector + (16 * i))];

    private void Copy(string field, int slot)
    {
        _code.mov(r8, Field(field));
        _code.mov(Slot(slot), r8);
    }

    /// <summary>Adds rcx rows, a negative number, to a pointer.</summary>
    private void MoveBack(int pointer, string stride)
    {
        _code.mov(r8, Field(stride));
        _code.imul(r8, rcx);
        _code.add(Slot(pointer), r8);
    }

    private void Comment(string text)
    {
        var index = _code.Instructions.Count;
        _comments[index] = _comments.TryGetValue(index, out var earlier) ? earlier + " " + text : text;
    }
}
