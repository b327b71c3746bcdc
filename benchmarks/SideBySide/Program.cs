using System.CommandLine;
using QMlp.SideBySide;
using QMlp.SideBySide.Measuring;
using QMlp.SideBySide.Preparing;
using QMlp.SideBySide.Reporting;
using Spectre.Console;

// Generated code and ONNX Runtime in turn, in one process, on the same inputs. README.md beside this file says how to read the table.
if (args is [MemoryChild.Word, ..])
{
    MemoryChild.Run(args[1..]);
    return 0;
}

var json = new Option<string?>("--json") { Description = "Also write the results to this file, as a JSON array.", HelpName = "FILE" };
var document = new Option<string?>("--document")
{
    Description = "Also put the table between the markers of this page (docs/performance.md).",
    HelpName = "FILE",
};
var filter = new Option<string>("--filter")
{
    Description = "Only rows with this text in \"MODEL BITS-bit OPPONENT THREADS-threads\".",
    HelpName = "TEXT",
    DefaultValueFactory = _ => "",
};
var quick = new Option<bool>("--quick") { Description = "About a fifth of the time for each row, and no memory measurements." };
var root = new RootCommand("Runs the generated code and ONNX Runtime side by side.") { json, document, filter, quick };
root.SetAction(parse => Run(parse.GetValue(json), parse.GetValue(document), parse.GetRequiredValue(filter), parse.GetValue(quick)));
return root.Parse(args).Invoke();

static int Run(string? jsonFile, string? document, string filter, bool quick)
{
    if (Console.IsOutputRedirected)
    {
        // Wide enough for every column.
        AnsiConsole.Profile.Width = 170;
    }

    var results = new List<Result>();
    var limit = new Limit();
    foreach (var source in ModelSource.All())
    {
        var pairings = Pairing.Of(source).Where(pairing => pairing.Title.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (pairings.Count == 0)
        {
            continue;
        }

        try
        {
            using var contest = new Contest(source, limit, quick);
            foreach (var pairing in pairings)
            {
                if (contest.Measure(pairing) is { } result)
                {
                    results.Add(result);
                    AnsiConsole.WriteLine(result.Line());
                }
            }
        }
        catch (SkippedException skipped)
        {
            AnsiConsole.WriteLine($"{source.Name} is left out: {skipped.Message}");
        }
    }

    ResultTable.Write(results, limit);
    if (jsonFile is not null)
    {
        ResultJson.Write(jsonFile, results);
    }

    if (document is not null)
    {
        ResultPage.Write(document, results, limit);
    }

    return results.Count > 0 ? 0 : 1;
}
