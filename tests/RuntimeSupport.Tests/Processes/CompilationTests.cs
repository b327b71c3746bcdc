using QMlp.Tests;

namespace QMlp.RuntimeSupport.Tests.Processes;

/// <summary>
/// How the JIT compiles the kernels, as a process of its own reports it. Beyond some sizes it silently leaves a method without
/// optimization, and beyond others it stops inlining: both cost factors, and neither shows in results.
/// </summary>
public class CompilationTests
{
    /// <summary>Methods that are compiled once and for all, fully optimized, at their first call.</summary>
    private static readonly string[] Loops = ["Rows1", "Rows4", "Rows6", "Rows8", "Rest"];

    [Fact]
    public void No_kernel_is_too_large_to_be_optimized()
    {
        OptimizedBuild.Require();
        var summary = Report("DOTNET_JitStdOutFile", new() { ["DOTNET_JitDisasmSummary"] = "1" });
        var kernels = summary.Where(line => line.Contains("QMlp.Runtime.", StringComparison.Ordinal)).ToArray();
        Assert.True(kernels.Length > 100, $"only {kernels.Length} kernel methods are reported");
        Assert.DoesNotContain(kernels, line => line.Contains("MinOpts", StringComparison.Ordinal));
        foreach (var line in kernels.Where(line => Loops.Any(name => line.Contains($":{name}(", StringComparison.Ordinal))))
        {
            Assert.Contains("FullOpts", line, StringComparison.Ordinal);
        }

        Assert.Contains(kernels, line => line.Contains(":Rows4(", StringComparison.Ordinal));
    }

    [Fact]
    public void No_micro_kernel_calls_anything()
    {
        OptimizedBuild.Require();
        var listing = Report("DOTNET_JitStdOutFile", new() { ["DOTNET_JitDisasm"] = string.Join(' ', Loops) });
        var method = "";
        var methods = 0;
        foreach (var line in listing)
        {
            if (line.StartsWith("; Assembly listing for method ", StringComparison.Ordinal))
            {
                method = line;
                methods++;
            }

            Assert.False(
                line.TrimStart().StartsWith("call ", StringComparison.Ordinal) && method.Contains("MicroKernel", StringComparison.Ordinal),
                $"{method} calls: {line.Trim()}");
        }

        Assert.True(methods > 10, $"only {methods} micro-kernels are listed");
    }

    private static string[] Report(string fileVariable, Dictionary<string, string> environment)
    {
        var file = Path.Combine(Path.GetTempPath(), $"qmlp-jit-{Environment.ProcessId}-{Guid.NewGuid():N}.txt");
        environment[fileVariable] = file;
        try
        {
            ChildProcess.Run(environment, typeof(CompilationSubject));
            return File.ReadAllLines(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>Calls every micro-kernel, driver and epilogue of every tier, for the reports of <see cref="CompilationTests"/>.</summary>
public class CompilationSubject
{
    [Fact]
    public void Calls_everything()
    {
        foreach (var tier in QMlp.Runtime.KernelSelector.Available)
        {
            foreach (var values in Enum.GetValues<Values>())
            {
                foreach (var tokens in (bool[])[false, true])
                {
                    foreach (var ending in (Ending[])[Ending.F32, Ending.S16InPlace, Ending.U8Table])
                    {
                        Tiers.Run(tier, new ProductRun(new ProductCase(11, 11, 35, values, 255, 1), tokens, ending, false, Place.End, 2));
                        Tiers.Run(tier, new ProductRun(new ProductCase(11, 11, 35, values, 127, 1), tokens, ending, false, Place.End, 2));
                    }
                }
            }
        }
    }
}
