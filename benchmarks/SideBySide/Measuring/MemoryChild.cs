using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace QMlp.SideBySide.Measuring;

/// <summary>
/// Peak memory of one side, in a process of its own that does nothing else: load the network, run it a few times, and read the peak of
/// the resident set from <c>/proc</c>.
/// </summary>
static class MemoryChild
{
    /// <summary>First argument of the child.</summary>
    public const string Word = "--memory-child";

    private const int Runs = 5;

    private delegate void FloatRun(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>
    /// Bytes of the process with the assembly of a generated class (.dll) or a model in ONNX Runtime (.onnx); null where the system does
    /// not say.
    /// </summary>
    public static long? Measure(string file, int inputs, int outputs, int threads)
    {
        if (!File.Exists("/proc/self/status"))
        {
            return null;
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // "dotnet QMlp.SideBySide.dll" or the program's own executable.
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(MemoryChild).Assembly.Location] : [];
        foreach (var argument in (string[])[.. program, Word, file, Text(inputs), Text(outputs), Text(threads)])
        {
            start.ArgumentList.Add(argument);
        }

        using var child = Process.Start(start)!;
        var answer = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? long.Parse(answer, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The process that measures {file} failed.");
    }

    /// <summary>What the child does.</summary>
    public static void Run(string[] arguments)
    {
        var numbers = arguments[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (sample, outputs, threads) = (new float[numbers[0]], numbers[1], numbers[2]);
        if (Path.GetExtension(arguments[0]) == ".dll")
        {
            RunGenerated(arguments[0], sample, new float[outputs]);
        }
        else
        {
            RunOnnx(arguments[0], sample, outputs, threads);
        }

        var peak = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(Text(long.Parse(peak, CultureInfo.InvariantCulture) * 1024));
    }

    private static void RunGenerated(string assembly, float[] sample, float[] output)
    {
        var run = Assembly.LoadFrom(assembly).GetType("InMemory", throwOnError: true)!
            .GetMethod("Run", BindingFlags.Static | BindingFlags.Public, [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<FloatRun>();
        for (var i = 0; i < Runs; i++)
        {
            run(sample, output);
        }
    }

    /// <summary>Not inlined: the other side's process shall not load ONNX Runtime's assemblies.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOnnx(string model, float[] sample, int outputs, int threads)
    {
        using var contestant = new OnnxRuntimeContestant(model, sample, outputs, threads);
        for (var i = 0; i < Runs; i++)
        {
            contestant.Run();
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
