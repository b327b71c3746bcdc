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
    public void The_view_that_is_run_cannot_be_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && MachineCode.Routines.IsLoaded, "reads the map of the process, which Linux has");
        nint address;
        unsafe
        {
            address = (nint)MachineCode.Routines.Channels8;
        }

        var pages = File.ReadLines("/proc/self/maps").Single(line => Contains(line, address));
        Assert.StartsWith("r-x", pages.Split(' ')[1]);
    }

    private static bool Contains(string line, nint address)
    {
        var range = line.Split(' ')[0].Split('-');
        return Convert.ToInt64(range[0], 16) <= address && address < Convert.ToInt64(range[1], 16);
    }
}
