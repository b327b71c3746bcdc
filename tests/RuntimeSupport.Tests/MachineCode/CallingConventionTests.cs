using Iced.Intel;
using QMlp.Runtime;
using static Iced.Intel.AssemblerRegisters;

namespace QMlp.RuntimeSupport.Tests.MachineCode;

using MachineCode = QMlp.Runtime.MachineCode;

/// <summary>
/// Calls both entries of every routine through a few assembled instructions that play a caller of either convention, whatever the system
/// that the test runs on: argument in the one register, rubbish in the other, and known values in all registers that must survive.
/// </summary>
public unsafe class CallingConventionTests
{
    private static readonly AssemblerRegister64[] KeptGeneral = [rbx, rsi, rdi, rbp, r12, r13, r14, r15];

    private static readonly AssemblerRegisterXMM[] KeptVector = [xmm6, xmm7, xmm8, xmm9, xmm10, xmm11, xmm12, xmm13, xmm14, xmm15];

    private static int StateBytes => (8 * KeptGeneral.Length) + (16 * KeptVector.Length);

    public static TheoryData<bool, bool, int> Routines
    {
        get
        {
            var routines = new TheoryData<bool, bool, int>();
            foreach (var windows in (bool[])[false, true])
            {
                routines.Add(windows, false, 8);
                routines.Add(windows, false, 4);
                routines.Add(windows, true, 8);
                routines.Add(windows, true, 4);
            }

            return routines;
        }
    }

    [Theory]
    [MemberData(nameof(Routines))]
    public void Takes_its_argument_and_gives_back_every_register_that_the_convention_keeps(bool windows, bool mixesTokens, int bits)
    {
        Assert.SkipUnless(MachineCode.Routines.IsLoaded, "no AVX512_VNNI here, or machine code may not be mapped");
        var entry = MachineCodeMemory.Map(QMlp.MachineCode.RoutineAssembler.Assemble(mixesTokens, bits).Bytes)
            + (windows ? MachineCodeRoutines.WindowsEntry : MachineCodeRoutines.SystemVEntry);
        var caller = (delegate* unmanaged<MachineCodeCall*, nint, byte*, byte*, void>)MachineCodeMemory.Map(AssembleCaller(windows));
        var random = new Random(7);
        using var product = new RoutineCase(mixesTokens, bits, rows: 33, vectors: 3, quads: 9, random);
        var before = new byte[StateBytes];
        var after = new byte[StateBytes];
        random.NextBytes(before);
        var call = product.Call;
        fixed (byte* state = before, result = after)
        {
            caller(&call, entry, state, result);
        }

        product.Check();
        Assert.Equal(before, after);
    }

    /// <summary>void caller(argument, routine, registers before, registers after); in the convention of the system that the test runs on.</summary>
    private static byte[] AssembleCaller(bool windows)
    {
        var code = new Assembler(64);
        AssemblerRegister64[] saved = [rbx, rbp, rsi, rdi, r12, r13, r14, r15];
        foreach (var register in saved)
        {
            code.push(register);
        }

        // 8 pushes and the return address leave the stack 8 bytes off its alignment of 16: 168 = 160 for xmm6 to xmm15 + 8.
        code.sub(rsp, 168);
        for (var i = 0; i < KeptVector.Length; i++)
        {
            code.vmovups(__xmmword_ptr[rsp + (16 * i)], KeptVector[i]);
        }

        var (argument, routine, before, after) = OperatingSystem.IsWindows() ? (rcx, rdx, r8, r9) : (rdi, rsi, rdx, rcx);
        code.mov(rax, argument);
        code.mov(r10, routine);
        code.mov(r11, before);

        // The pointer to the result waits on the stack, above the 32 bytes that a Windows callee may use: 48 keeps the alignment.
        code.sub(rsp, 48);
        code.mov(__qword_ptr[rsp + 40], after);
        for (var i = 0; i < KeptVector.Length; i++)
        {
            code.vmovups(KeptVector[i], __xmmword_ptr[r11 + ((8 * KeptGeneral.Length) + (16 * i))]);
        }

        for (var i = 0; i < KeptGeneral.Length; i++)
        {
            code.mov(KeptGeneral[i], __qword_ptr[r11 + (8 * i)]);
        }

        // On System V rdi is the argument and nobody's to keep, so the routine is asked to keep the argument itself there.
        if (windows)
        {
            code.mov(rcx, rax);
        }
        else
        {
            code.mov(rdi, rax);
            code.mov(__qword_ptr[r11 + (8 * Array.IndexOf(KeptGeneral, rdi))], rax);
            code.mov(rcx, -1);
        }

        code.call(r10);
        code.mov(rax, __qword_ptr[rsp + 40]);
        for (var i = 0; i < KeptGeneral.Length; i++)
        {
            code.mov(__qword_ptr[rax + (8 * i)], KeptGeneral[i]);
        }

        for (var i = 0; i < KeptVector.Length; i++)
        {
            code.vmovups(__xmmword_ptr[rax + ((8 * KeptGeneral.Length) + (16 * i))], KeptVector[i]);
        }

        code.add(rsp, 48);
        for (var i = 0; i < KeptVector.Length; i++)
        {
            code.vmovups(KeptVector[i], __xmmword_ptr[rsp + (16 * i)]);
        }

        code.add(rsp, 168);
        foreach (var register in saved.Reverse())
        {
            code.pop(register);
        }

        code.ret();
        using var bytes = new MemoryStream();
        code.Assemble(new StreamCodeWriter(bytes), rip: 0);
        return bytes.ToArray();
    }
}
