using System.Runtime.Intrinsics.X86;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests.MachineCode;

using MachineCode = QMlp.Runtime.MachineCode;

public class AvailabilityTests
{
    [Fact]
    public void A_refused_mapping_leaves_no_routine_and_no_exception()
    {
        var asked = 0;
        var routines = MachineCodeRoutines.Load(code =>
        {
            asked = code.Length;
            return 0;
        });
        Assert.NotEqual(0, asked);
        Assert.False(routines.IsLoaded);
        unsafe
        {
            nint[] entries = [(nint)routines.Channels8, (nint)routines.Channels4, (nint)routines.Tokens8, (nint)routines.Tokens4];
            Assert.All(entries, entry => Assert.Equal(0, entry));
        }
    }

    [Fact]
    public void A_failure_of_the_system_is_a_refusal()
    {
        // No system maps nothing: the base library throws, as it does where mapping code is forbidden.
        Assert.Equal(0, MachineCodeMemory.Map([]));
    }

    [Fact]
    public void Code_is_mapped_once_and_every_routine_begins_inside_it()
    {
        var mappings = 0;
        var length = 0;
        const nint Address = 0x10000;
        var routines = MachineCodeRoutines.Load(code =>
        {
            mappings++;
            length = code.Length;
            return Address;
        });
        Assert.Equal(1, mappings);
        Assert.True(routines.IsLoaded);
        unsafe
        {
            nint[] entries = [(nint)routines.Channels8, (nint)routines.Channels4, (nint)routines.Tokens8, (nint)routines.Tokens4];
            Assert.Equal(entries.Order(), entries);
            Assert.All(entries, entry => Assert.InRange(entry, Address, Address + length - 1));
        }
    }

    [Fact]
    public void The_switch_settles_it_in_both_directions()
    {
        // The routines ask once, when the class is first used: what other tests run is settled before the switch changes here.
        _ = MachineCode.Routines;
        AppContext.SetSwitch(MachineCode.SwitchName, false);
        Assert.False(MachineCode.IsWanted());
        AppContext.SetSwitch(MachineCode.SwitchName, true);
        Assert.True(MachineCode.IsWanted());
    }

    /// <summary>
    /// Who says what the processor has is the kernel of the system, not the instruction that the class under test asks; and the runtime says
    /// whether its settings leave it 512 bits.
    /// </summary>
    [Fact]
    public void The_tier_is_there_where_the_processor_has_the_instruction_and_code_may_be_mapped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc/cpuinfo, which Linux has");
        var flags = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) ?? "";
        var expected = flags.Split(' ').Contains("avx512_vnni") && Avx512BW.X64.IsSupported && MachineCodeMemory.Map([0xC3]) != 0;
        Assert.Equal(expected, MachineCode.Routines.IsLoaded);
        Assert.Equal(expected, Avx512VnniTier.IsSupported);
        Assert.Equal(expected, KernelSelector.Available.Contains(KernelTier.Avx512Vnni));
    }

    [Fact]
    public void The_one_view_that_remains_cannot_be_written_and_is_never_collected()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && MachineCode.Routines.IsLoaded, "reads the map of the process, which Linux has");
        var address = MachineCodeMemory.Map(MachineCodeBytes.Channels8);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var pages = File.ReadLines("/proc/self/maps").Single(line => Contains(line, address)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("r-x", pages[1]);
        Assert.Single(File.ReadLines("/proc/self/maps"), line => line.EndsWith(string.Join(' ', pages[5..]), StringComparison.Ordinal));
        unsafe
        {
            Assert.Equal(MachineCodeBytes.Channels8, new ReadOnlySpan<byte>((void*)address, MachineCodeBytes.Channels8.Length));
        }
    }

    private static bool Contains(string line, nint address)
    {
        var range = line.Split(' ')[0].Split('-');
        return Convert.ToInt64(range[0], 16) <= address && address < Convert.ToInt64(range[1], 16);
    }
}
