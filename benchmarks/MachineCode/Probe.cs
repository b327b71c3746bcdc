using System.Diagnostics;
using Iced.Intel;
using QMlp.Runtime;
using static Iced.Intel.AssemblerRegisters;

namespace QMlp.MachineCode;

/// <summary>
/// The limit that no kernel can pass: dot products that depend on nothing but the accumulator they add to, in more accumulators than
/// any processor's latency needs, with no load or store.
/// </summary>
public static unsafe class Probe
{
    private const int Accumulators = 24;
    private const int MacsOfAnInstruction = 16 * 4;
    private const int Turns = 200_000;
    private const int Repetitions = 20;

    /// <summary>Billions of multiply-adds a second, the best of several runs; 0 where there is no AVX512_VNNI or no code may be mapped.</summary>
    public static double Measure()
    {
        var entry = Runtime.MachineCode.Routines.IsLoaded ? MachineCodeMemory.Map(Assemble()) : 0;
        if (entry == 0)
        {
            return 0;
        }

        var loop = (delegate* unmanaged<void>)entry;
        var best = double.PositiveInfinity;
        for (var i = 0; i < Repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            loop();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (double)Turns * Accumulators * MacsOfAnInstruction / best / 1e9;
    }

    /// <summary>Uses eax and zmm0 to zmm5 and zmm16 to zmm31 alone, which both calling conventions give away.</summary>
    private static byte[] Assemble()
    {
        var code = new Assembler(64);
        var loop = code.CreateLabel();
        var accumulators = QuadAssembler.Zmm[16..].Concat(QuadAssembler.Zmm[..4]).Concat(QuadAssembler.Zmm[16..20]).ToArray();
        code.mov(eax, Turns);
        code.Label(ref loop);
        foreach (var accumulator in accumulators)
        {
            code.vpdpbusd(accumulator, zmm4, zmm5);
        }

        code.dec(eax);
        code.jne(loop);
        code.vzeroupper();
        code.ret();
        using var bytes = new MemoryStream();
        code.Assemble(new StreamCodeWriter(bytes), rip: 0);
        return bytes.ToArray();
    }
}
