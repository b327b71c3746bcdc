using System.Diagnostics;
using System.Globalization;

namespace QMlp.StartUp;

/// <param name="Seconds">From just before the process starts to its first logits.</param>
/// <param name="PeakKibibytes">Peak resident set; 0 where the system does not say.</param>
sealed record Start(double Seconds, long PeakKibibytes);

/// <summary>One of the two programs, published in one form.</summary>
/// <param name="argument">What it is started with; null: nothing.</param>
sealed class PublishedProgram(string name, string form, string executable, string? argument)
{
    public string Name => name;

    public string Form => form;

    /// <summary>Publishes a project; null where that fails, which the console then says.</summary>
    /// <param name="properties">MSBuild properties besides the form.</param>
    public static PublishedProgram? Publish(
        string name, string project, string assembly, string form, string output, string? argument, params string[] properties)
    {
        Console.WriteLine($"publishing {name}, {form}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var word in (string[])["publish", project, "-c", "Release", "--nologo", "-o", output, $"-p:Form={form}", .. properties])
        {
            start.ArgumentList.Add(word);
        }

        using var publish = Process.Start(start)!;
        var log = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        if (publish.ExitCode != 0)
        {
            Console.WriteLine($"{name} cannot be published as {form} here:\n{log}");
            return null;
        }

        return new PublishedProgram(name, form, Path.Combine(output, assembly), argument);
    }

    public Start Run()
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true };
        if (argument is not null)
        {
            start.ArgumentList.Add(argument);
        }

        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var logits = process.StandardOutput.ReadLine();
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var peak = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return logits is not null && process.ExitCode == 0
            ? new Start(seconds, long.Parse(peak, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{executable} failed.");
    }
}
