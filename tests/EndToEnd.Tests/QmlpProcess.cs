using System.Diagnostics;
using System.Globalization;

namespace QMlp.EndToEnd.Tests;

/// <summary>The program itself, as a process.</summary>
sealed class QmlpProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private QmlpProcess(Process process) =>
        (_process, _output, _error) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    /// <param name="prepare">Changes what it finds around it: its environment, for example.</param>
    public static QmlpProcess Start(string[] arguments, Action<ProcessStartInfo>? prepare = null)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(IgnoresInterrupt() ? "env" : host) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (start.FileName == "env")
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add(host);
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "qmlp.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        prepare?.Invoke(start);
        return new QmlpProcess(Process.Start(start)!);
    }

    /// <summary>
    /// Whether this process was told to ignore Ctrl-C, as what a script starts in the background is. Its children would ignore it too, so they are
    /// started with the signal as usual.
    /// </summary>
    private static bool IgnoresInterrupt()
    {
        const string Ignored = "SigIgn:\t", Status = "/proc/self/status";
        const ulong Interrupt = 1 << (2 - 1);
        return File.Exists(Status)
            && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[Ignored.Length..], 16) & Interrupt) != 0;
    }

    /// <summary>Whether it ended by itself within that time.</summary>
    public bool EndsWithin(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Sends a signal by its name: "INT", "TERM".</summary>
    public void Send(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended.</summary>
    public CliResult Result()
    {
        _process.WaitForExit();
        return new CliResult(_process.ExitCode, _output.Result.ReplaceLineEndings("\n"), _error.Result.ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
