using System.CommandLine;
using QMlp.Calibrator.Report;

namespace QMlp.Calibrator.Commands;

/// <summary>What all commands share: running, printing the report as text or JSON, turning errors into a sentence and an exit code.</summary>
sealed class CommandRunner(Terminal terminal, Option<bool> json)
{
    private readonly Dictionary<string, CommandHelp> _help = [];

    /// <summary>What the help of each command ends with.</summary>
    public IReadOnlyDictionary<string, CommandHelp> Help => _help;

    /// <summary>Gives <paramref name="command"/> its work and the end of its help.</summary>
    /// <param name="example">A command line that can be typed.</param>
    /// <param name="check">What makes the command exit with <see cref="ExitCode.Failed"/>; null: nothing does.</param>
    /// <param name="failure">With --json: the report on a bad input, from the sentence about it; null: there is none.</param>
    public Command Bind(
        Command command, string example, Func<ParseResult, Terminal, IReport> work, string? check = null, Func<ParseResult, string, IReport>? failure = null)
    {
        _help.Add(command.Name, new CommandHelp(example, check));
        command.SetAction(parse => Run(parse, work, failure));
        return command;
    }

    private int Run(ParseResult parse, Func<ParseResult, Terminal, IReport> work, Func<ParseResult, string, IReport>? failure)
    {
        try
        {
            terminal.Cancellation.ThrowIfCancellationRequested();
            var report = work(parse, terminal);
            foreach (var warning in terminal.Warnings)
            {
                terminal.Error.WriteLine($"qmlp: warning: {warning.ReplaceLineEndings(" ")}");
            }

            if (parse.GetValue(json))
            {
                terminal.Output.WriteLine(ReportJson.Serialize(report, terminal.Warnings));
            }
            else
            {
                report.WriteText(terminal.Output);
            }

            return report is ICheckReport check && !check.HasPassed() ? ExitCode.Failed : ExitCode.Done;
        }
        catch (Exception error) when (ExitCode.Of(error, terminal.Interruption) is { } end)
        {
            IReadOnlyList<string> lines = error is UnsupportedModel unsupported ? unsupported.Lines : [end.Sentence.ReplaceLineEndings(" ")];
            terminal.Error.WriteLine($"qmlp: {lines[0]}");
            foreach (var line in lines.Skip(1))
            {
                terminal.Error.WriteLine($"  {line}");
            }

            if (failure is not null && parse.GetValue(json) && end.Code is (ExitCode.Failed or ExitCode.BadInput))
            {
                terminal.Output.WriteLine(ReportJson.Serialize(failure(parse, end.Sentence), terminal.Warnings));
            }

            return end.Code;
        }
    }
}

/// <param name="Example">A command line that can be typed.</param>
/// <param name="Check">What makes the command exit with <see cref="ExitCode.Failed"/>; null: nothing does.</param>
sealed record CommandHelp(string Example, string? Check);
