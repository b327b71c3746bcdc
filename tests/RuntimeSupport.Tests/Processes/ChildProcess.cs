using System.Diagnostics;

namespace QMlp.RuntimeSupport.Tests.Processes;

/// <summary>Runs this test program again, with other switches of the runtime.</summary>
static class ChildProcess
{
    /// <summary>Environment variable by which a child knows which tier it must choose, and tests that tier alone.</summary>
    public const string ExpectedTier = "QMLP_TEST_EXPECTED_TIER";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs some test classes in a child and returns its output; fails where the child fails.</summary>
    public static string Run(IReadOnlyDictionary<string, string> environment, params Type[] classes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var type in classes)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(type.FullName!);
        }

        // What the test platform told this process is not for the child.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"a child did not end within {Limit}");
        }

        Assert.True(process.ExitCode == 0, $"child ended with {process.ExitCode}:\n{output.Result}\n{errors.Result}");
        return output.Result;
    }
}
