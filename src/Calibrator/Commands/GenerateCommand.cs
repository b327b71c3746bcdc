using System.CommandLine;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Report;
using QMlp.Generator;

namespace QMlp.Calibrator.Commands;

/// <summary><c>qmlp generate</c>: the C# that the source generator would add to a project, as files.</summary>
static class GenerateCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("generate", "Write the C# class of a model, and the kernels it needs, to a folder.");
        var model = new QuantizedArgument(command);
        var output = new Option<string>("--output", "-o") { Description = "The folder; made if it does not exist.", HelpName = "DIR", Required = true };
        var className = new Option<string?>("--class") { Description = "Name of the class (made from the file's name unless given).", HelpName = "NAME" };
        var space = new Option<string>("--namespace") { Description = "Namespace of the class.", HelpName = "NAME", DefaultValueFactory = _ => "" };
        var isPublic = new Option<bool>("--public") { Description = "Make the class public instead of internal." };
        command.Options.Add(output);
        command.Options.Add(className);
        command.Options.Add(space);
        command.Options.Add(isPublic);
        return runner.Bind(command, "qmlp generate resmlp.qmlp --output Generated/ --namespace Vision", Run);

        IReport Run(ParseResult parse, Terminal terminal)
        {
            var path = model.Path(parse);
            var folder = parse.GetRequiredValue(output);
            if (File.Exists(folder))
            {
                throw new UserError($"{folder} is a file; name a folder.");
            }

            var generated = GeneratedCode.Compile(path, new EmissionOptions
            {
                ClassName = parse.GetValue(className),
                Namespace = parse.GetRequiredValue(space),
                Accessibility = parse.GetValue(isPublic) ? ClassAccessibility.Public : ClassAccessibility.Internal,
            });
            // From here on all of it is written: a moment, and a folder with some of the files is of no use.
            terminal.Cancellation.ThrowIfCancellationRequested();
            Directory.CreateDirectory(folder);
            foreach (var source in generated.Sources)
            {
                AtomicFile.WriteText(Path.Combine(folder, source.HintName), source.Text);
            }

            return new GenerationReport(folder, generated.ClassName, [.. generated.Sources.Select(source => source.HintName)], generated.ResourceName);
        }
    }
}
