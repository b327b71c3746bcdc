using System.CommandLine;
using System.CommandLine.Parsing;

namespace QMlp.Calibrator.Commands;

/// <summary>One sentence for arguments that could not be parsed, and where to find help.</summary>
static class UsageMessage
{
    public static string From(ParseResult parse)
    {
        // "Unrecognized argument" says more than the "missing argument" that often follows from it.
        var error = parse.Errors.FirstOrDefault(e => parse.UnmatchedTokens.Any(e.Message.Contains)) ?? parse.Errors[0];
        var command = parse.CommandResult.Command;
        var help = command is RootCommand ? "qmlp --help" : $"qmlp {command.Name} --help";
        var sentence = command is RootCommand && parse.UnmatchedTokens.Count == 0
            ? "Name a command: " + string.Join(", ", command.Subcommands.Select(c => c.Name)) + "."
            : error.Message;
        return $"{sentence.TrimEnd('.')}. See '{help}'.";
    }
}
