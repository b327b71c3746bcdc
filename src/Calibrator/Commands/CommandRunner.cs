using System.CommandLine;
using QMlp.Calibrator.Report;

namespace QMlp.Calibrator.Commands;

/// <summary>What all commands share: running, printing the report as text or JSON, turning errors into a sentence and an exit code.</summary>
sealed class CommandRunner(Terminal terminal, Option<bool> json)
{
    private readonly Dictionary<string, string> _examples = [];

    /// <summary>One command line for each command, shown by its help.</summary>
    public IReadOnlyDictionary<string, string> Examples => _examples;

    /// <summary>Gives <paramref name="command"/> its work and the example of its help.</summary>
    public Command Bind(Command command, string example, Func<ParseResult, Terminal, IReport> work)
    {
        _examples.Add(command.Name, example);
        command.SetAction(parse => Run(parse, work));
        return command;
    }

    private int Run(ParseResult parse, Func<ParseResult, Terminal, IReport> work)
    {
        try
        {
            var report = work(parse, terminal);
            if (parse.GetValue(json))
            {
                terminal.Output.WriteLine(ReportJson.Serialize(report));
            }
            else
            {
                report.WriteText(terminal.Output);
            }

            return report is ICheckReport check && !check.HasPassed() ? ExitCode.Failed : ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return Fail("interrupted; nothing was written.");
        }
        catch (UsageError error)
        {
            terminal.Error.WriteLine($"qmlp: {error.Message}");
            return ExitCode.Usage;
        }
        catch (UserError error)
        {
            return Fail(error.Message);
        }
        // What the file system says (full disk, no permission, a name too long) already is a sentence with the path in it.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(error.Message);
        }
    }

    private int Fail(string sentence)
    {
        terminal.Error.WriteLine($"qmlp: {sentence.ReplaceLineEndings(" ")}");
        return ExitCode.Failed;
    }
}
