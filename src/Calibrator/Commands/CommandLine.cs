using System.CommandLine;
using System.CommandLine.Help;

namespace QMlp.Calibrator.Commands;

/// <summary>The command line as a function of its arguments.</summary>
static class CommandLine
{
    /// <summary>Runs one command. Exit codes: see <see cref="ExitCode"/>.</summary>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var root = CreateRoot(terminal);
        // A path may begin with '@'; System.CommandLine would read a file of arguments there.
        var parse = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
        {
            terminal.Error.WriteLine($"qmlp: {UsageMessage.From(parse)}");
            return ExitCode.Usage;
        }

        return parse.Invoke(new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Program listens to Ctrl-C itself.
            ProcessTerminationTimeout = null,
        });
    }

    private static RootCommand CreateRoot(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else.", Recursive = true };
        var runner = new CommandRunner(terminal, json);
        var root = new RootCommand("QMlp compiles MLP-based vision models (float ONNX) to quantized, dependency-free C#.")
        {
            InspectCommand.Create(runner),
            CalibrateCommand.Create(runner),
            RunCommand.Create(runner),
            EvaluateCommand.Create(runner),
            VerifyCommand.Create(runner),
            SensitivityCommand.Create(runner),
            ReportCommand.Create(runner),
            GenerateCommand.Create(runner),
            ExportCommand.Create(runner),
        };
        root.Options.Add(json);
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!, runner.Help);
        }

        return root;
    }
}
