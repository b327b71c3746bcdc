// Needs: MachineCodeMemory.cs MachineCodeRoutines.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

/// <summary>
/// The dot-product micro-kernels as machine code, for runtimes that have no intrinsic for <c>vpdpbusd</c> on 512 bits. Whether they are
/// used is settled once, at the first use of this class; docs/machine-code.md says what is mapped and how to turn it off.
/// </summary>
static partial class MachineCode
{
    /// <summary>
    /// AppContext switch: true or false settle whether code may be mapped. Without it, it may where the process generates code anyway
    /// (a just-in-time compiler), and may not in a Native AOT build.
    /// </summary>
    public const string SwitchName = "QMlp.MachineCode";

    /// <summary>The routines; all null where they are not to be used or cannot be.</summary>
    public static readonly MachineCodeRoutines Routines = IsWanted() && IsExecutable() ? MachineCodeRoutines.Load(MachineCodeMemory.Map) : default;

    /// <summary>The switch where it is set, and otherwise whether this process generates code.</summary>
    internal static bool IsWanted() => AppContext.TryGetSwitch(SwitchName, out var on) ? on : RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>
    /// Whether the processor has AVX512_VNNI (leaf 7, ECX bit 11), which the runtime does not report. <see cref="Avx512BW"/> says that it
    /// found AVX-512, that the system saves its registers, and that no setting of the runtime turns it off.
    /// </summary>
    private static bool IsExecutable() => Avx512BW.X64.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0;
}
