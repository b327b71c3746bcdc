// Needs: MachineCodeCall.cs MachineCodeChannels8.cs MachineCodeChannels4.cs MachineCodeTokens8.cs MachineCodeTokens4.cs
#nullable enable
namespace QMlp.Runtime;

using System;

/// <summary>Maps code and gives its address, or 0 where that is refused: <see cref="MachineCodeMemory.Map"/>, or what a test puts in its place.</summary>
delegate nint MachineCodeMapper(ReadOnlySpan<byte> code);

/// <summary>Entry points of the machine-code routines.</summary>
readonly unsafe partial struct MachineCodeRoutines
{
    /// <summary>Each routine begins with these two entries: the argument arrives in rcx on Windows and in rdi everywhere else.</summary>
    public const int WindowsEntry = 0;
    public const int SystemVEntry = 5;

    /// <summary>Routines begin at multiples of a cache line.</summary>
    private const int Alignment = 64;

    /// <summary>Channel mixing, 8-bit weights.</summary>
    public readonly delegate* unmanaged<MachineCodeCall*, void> Channels8;

    /// <summary>Channel mixing, 4-bit weights.</summary>
    public readonly delegate* unmanaged<MachineCodeCall*, void> Channels4;

    /// <summary>Token mixing, 8-bit weights.</summary>
    public readonly delegate* unmanaged<MachineCodeCall*, void> Tokens8;

    /// <summary>Token mixing, 4-bit weights.</summary>
    public readonly delegate* unmanaged<MachineCodeCall*, void> Tokens4;

    private MachineCodeRoutines(nint code)
    {
        code += OperatingSystem.IsWindows() ? WindowsEntry : SystemVEntry;
        Channels8 = (delegate* unmanaged<MachineCodeCall*, void>)code;
        code += RoundUp(MachineCodeBytes.Channels8.Length);
        Channels4 = (delegate* unmanaged<MachineCodeCall*, void>)code;
        code += RoundUp(MachineCodeBytes.Channels4.Length);
        Tokens8 = (delegate* unmanaged<MachineCodeCall*, void>)code;
        code += RoundUp(MachineCodeBytes.Tokens8.Length);
        Tokens4 = (delegate* unmanaged<MachineCodeCall*, void>)code;
    }

    /// <summary>True when there is code to call.</summary>
    public bool IsLoaded => Channels8 is not null;

    /// <summary>Maps all routines as one block; none where <paramref name="map"/> gives 0.</summary>
    public static MachineCodeRoutines Load(MachineCodeMapper map)
    {
        // Between routines stands 0xCC, a breakpoint: nothing runs from one into the next.
        var code = new byte[Length];
        code.AsSpan().Fill(0xCC);
        var next = 0;
        Append(code, ref next, MachineCodeBytes.Channels8);
        Append(code, ref next, MachineCodeBytes.Channels4);
        Append(code, ref next, MachineCodeBytes.Tokens8);
        Append(code, ref next, MachineCodeBytes.Tokens4);
        var address = map(code);
        return address == 0 ? default : new MachineCodeRoutines(address);
    }

    private static int Length =>
        RoundUp(MachineCodeBytes.Channels8.Length)
        + RoundUp(MachineCodeBytes.Channels4.Length)
        + RoundUp(MachineCodeBytes.Tokens8.Length)
        + RoundUp(MachineCodeBytes.Tokens4.Length);

    private static void Append(byte[] code, ref int next, ReadOnlySpan<byte> routine)
    {
        routine.CopyTo(code.AsSpan(next));
        next += RoundUp(routine.Length);
    }

    private static int RoundUp(int length) => (length + Alignment - 1) / Alignment * Alignment;
}
