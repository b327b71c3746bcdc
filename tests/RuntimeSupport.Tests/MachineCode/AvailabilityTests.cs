using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests.MachineCode;

using MachineCode = QMlp.Runtime.MachineCode;

public class AvailabilityTests
{
    [Fact]
    public void A_refused_mapping_leaves_no_routine_and_no_exception()
    {
        Assert.False(MachineCodeRoutines.Load(_ => 0).IsLoaded);
        Assert.False(default(MachineCodeRoutines).IsLoaded);
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
        // What is loaded is loaded: later changes of the switch change the answer to the question, not the routines.
        var loaded = MachineCode.Routines.IsLoaded;
        AppContext.SetSwitch(MachineCode.SwitchName, false);
        Assert.False(MachineCode.IsWanted());
        AppContext.SetSwitch(MachineCode.SwitchName, true);
        Assert.True(MachineCode.IsWanted());
        Assert.Equal(loaded, MachineCode.Routines.IsLoaded);
    }

    [Fact]
    public void The_tier_is_there_exactly_when_the_routines_are()
    {
        Assert.Equal(MachineCode.Routines.IsLoaded, Avx512VnniTier.IsSupported);
        Assert.Equal(MachineCode.Routines.IsLoaded, KernelSelector.Available.Contains(KernelTier.Avx512Vnni));
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
