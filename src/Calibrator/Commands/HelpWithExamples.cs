using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace QMlp.Calibrator.Commands;

/// <summary>The usual help, followed by a command line that can be typed.</summary>
sealed class HelpWithExamples(HelpAction help, IReadOnlyDictionary<string, string> examples) : SynchronousCommandLineAction
{
    // --help beats missing arguments.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exit = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var lines = examples.Where(e => command is RootCommand || e.Key == command.Name).Select(e => e.Value).ToList();
        output.WriteLine(lines.Count == 1 ? "Example:" : "Examples:");
        foreach (var line in lines)
        {
            output.WriteLine("  " + line);
        }

        return exit;
    }
}
