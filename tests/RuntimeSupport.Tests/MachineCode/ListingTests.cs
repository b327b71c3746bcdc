using Iced.Intel;
using QMlp.MachineCode;
using QMlp.Runtime;
using QMlp.Tests;

namespace QMlp.RuntimeSupport.Tests.MachineCode;

/// <summary>What can be said about the bytes without running them.</summary>
public class ListingTests
{
    /// <summary>All that the routines are made of: no call, no system call, nothing that writes flags of the machine, no prefixes.</summary>
    private static readonly HashSet<Mnemonic> Allowed =
    [
        Mnemonic.Mov, Mnemonic.Lea, Mnemonic.Add, Mnemonic.Sub, Mnemonic.Imul, Mnemonic.Shl, Mnemonic.Dec, Mnemonic.Xor, Mnemonic.And,
        Mnemonic.Cmp, Mnemonic.Test, Mnemonic.Cmovae, Mnemonic.Cmovne,
        Mnemonic.Jmp, Mnemonic.Ja, Mnemonic.Jae, Mnemonic.Jb, Mnemonic.Jbe, Mnemonic.Je, Mnemonic.Jne, Mnemonic.Ret, Mnemonic.Vzeroupper,
        Mnemonic.Vmovups, Mnemonic.Vmovdqu32, Mnemonic.Vmovdqa64, Mnemonic.Vpbroadcastd,
        Mnemonic.Vpdpbusd, Mnemonic.Vpaddd, Mnemonic.Vpslld, Mnemonic.Vpsrad, Mnemonic.Vpandd, Mnemonic.Vpxord, Mnemonic.Prefetcht0,
    ];

    /// <summary>General registers that a routine may change: both conventions give the first seven away, the others are kept.</summary>
    private static readonly HashSet<Register> Changeable =
    [
        Register.RAX, Register.RCX, Register.RDX, Register.R8, Register.R9, Register.R10, Register.R11,
        Register.RBX, Register.RSI, Register.RDI, Register.R12, Register.R13,
    ];

    public static TheoryData<string> Names => [.. RoutineAssembler.AssembleAll().Select(routine => routine.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Assembled_again_it_is_the_file_and_the_bytes_that_the_kernels_carry(string name)
    {
        var routine = Find(name);
        var file = Path.Combine(Repository.Root, "src", "RuntimeSupport", "Kernels", "MachineCode", Listing.FileName(routine));
        Assert.Equal(Listing.Write(routine), File.ReadAllText(file));
        Assert.Equal(routine.Bytes, Carried(name).ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds_only_the_instructions_that_it_needs(string name)
    {
        var others = Find(name).Decode().Where(instruction => !Allowed.Contains(instruction.Mnemonic) || instruction.HasRepPrefix || instruction.HasLockPrefix);
        Assert.Empty(others.Select(instruction => instruction.ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Branches_only_to_instructions_of_its_own_and_ends_in_its_only_return(string name)
    {
        var instructions = Find(name).Decode().ToList();
        var addresses = instructions.Select(instruction => instruction.IP).ToHashSet();
        Assert.All(instructions, instruction =>
        {
            if (instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch)
            {
                Assert.Contains(instruction.NearBranchTarget, addresses);
            }
            else
            {
                Assert.True(instruction.FlowControl is FlowControl.Next or FlowControl.Return);
            }
        });
        var end = Assert.Single(instructions, instruction => instruction.FlowControl == FlowControl.Return);
        Assert.Equal(instructions[^1].IP, end.IP);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Writes_no_register_that_it_does_not_give_back_and_leaves_the_stack_alone(string name)
    {
        var information = new InstructionInfoFactory();
        foreach (var instruction in Find(name).Decode().Where(instruction => instruction.Mnemonic != Mnemonic.Ret))
        {
            var used = information.GetInfo(instruction);
            foreach (var register in used.GetUsedRegisters())
            {
                var full = register.Register.GetFullRegister();
                Assert.NotEqual(Register.RSP, full);
                var isWritten = register.Access is OpAccess.Write or OpAccess.CondWrite or OpAccess.ReadWrite or OpAccess.ReadCondWrite;
                Assert.True(!isWritten || full.IsVectorRegister() || Changeable.Contains(full), $"{instruction} writes {full}");
            }

            // Memory is reached through registers alone: no absolute address, none relative to the code.
            Assert.All(
                used.GetUsedMemory(), memory => Assert.True(memory.Base.IsGPR64() && memory.Segment is Register.DS or Register.SS, instruction.ToString()));
        }
    }

    private static Routine Find(string name) => RoutineAssembler.AssembleAll().Single(routine => routine.Name == name);

    private static ReadOnlySpan<byte> Carried(string name) => name switch
    {
        nameof(MachineCodeBytes.Channels8) => MachineCodeBytes.Channels8,
        nameof(MachineCodeBytes.Channels4) => MachineCodeBytes.Channels4,
        nameof(MachineCodeBytes.Tokens8) => MachineCodeBytes.Tokens8,
        nameof(MachineCodeBytes.Tokens4) => MachineCodeBytes.Tokens4,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
