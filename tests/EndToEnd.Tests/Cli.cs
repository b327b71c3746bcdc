using System.Text.Json;
using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

/// <summary>Runs the command line in this process, as <c>Program</c> does.</summary>
static class Cli
{
    public static CliResult Run(params string[] arguments) => Run(null, arguments);

    /// <param name="interruption">By which the command is stopped.</param>
    public static CliResult Run(Interruption? interruption, string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = CommandLine.Run(arguments, new Terminal(output, error, interactive: false, interruption));
        return new CliResult(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static string Done(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.Exit == ExitCode.Done, $"{string.Join(' ', arguments)} exited with {result.Exit}: {result.Error}");
        Assert.All(
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("qmlp: warning: ", line, StringComparison.Ordinal));
        return result.Output;
    }

    /// <summary>Runs a command with --json that must succeed; standard output must be one object and nothing else.</summary>
    public static JsonElement Json(params string[] arguments) => ParseObject(Done([.. arguments, "--json"]));

    public static JsonElement ParseObject(string text)
    {
        using var document = JsonDocument.Parse(text);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        return document.RootElement.Clone();
    }
}

/// <param name="Exit">Exit code.</param>
sealed record CliResult(int Exit, string Output, string Error)
{
    /// <summary>Asserts a refusal: nothing on standard output, one sentence on standard error that holds <paramref name="named"/>.</summary>
    public void AssertRefusal(int exit, string named)
    {
        Assert.Equal("", Output);
        Assert.Contains(named, Error, StringComparison.Ordinal);
        Assert.StartsWith("qmlp: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(exit, Exit);
    }
}
