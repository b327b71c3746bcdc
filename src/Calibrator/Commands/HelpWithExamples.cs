using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace QMlp.Calibrator.Commands;

/// <summary>The usual help, followed by a command line that can be typed and by what the exit codes mean.</summary>
sealed class HelpWithExamples(HelpAction help, IReadOnlyDictionary<string, CommandHelp> commands) : SynchronousCommandLineAction
{
    // --help beats missing arguments.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exit = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var shown = commands.Where(one => command is RootCommand || one.Key == command.Name).Select(one => one.Value).ToList();
        output.WriteLine(shown.Count == 1 ? "Example:" : "Examples:");
        foreach (var one in shown)
        {
            output.WriteLine("  " + one.Example);
        }

        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.Meanings(command is RootCommand ? "a check failed; each command's help says which" : shown[0].Check))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {code,-3}  {meaning}"));
        }

        return exit;
    }
}
