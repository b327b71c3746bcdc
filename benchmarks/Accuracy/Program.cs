using System.CommandLine;
using QMlp.Accuracy;
using QMlp.Benchmarks;

// The study of docs/accuracy.md: every setting of Setting.cs on every trained model, through the generated code.
//   dotnet run -c Release --project benchmarks/Accuracy -- ../shared --document docs/accuracy.md --json accuracy.json
var folder = new Argument<string>("SHARED") { Description = "The folder that holds models/trained and data." };
var json = new Option<string?>("--json") { Description = "Also write the rows to this file, as a JSON array.", HelpName = "FILE" };
var document = new Option<string?>("--document")
{
    Description = "Also put the tables between the markers of this page (docs/accuracy.md).",
    HelpName = "FILE",
};
var models = new Option<string>("--models") { Description = "Only models with this text in their name.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
var settings = new Option<string>("--settings")
{
    Description = "Only settings with this text in \"BITS SETTING\".",
    HelpName = "TEXT",
    DefaultValueFactory = _ => "",
};
var options = new Option<string[]>("--options")
{
    Description = "Instead of the study's settings this one, written as options of 'qmlp calibrate'; may be given several times.",
    HelpName = "\"OPTIONS\"",
    DefaultValueFactory = _ => [],
};
var samples = new Option<int>("--samples") { Description = "Test images, taken evenly.", HelpName = "N", DefaultValueFactory = _ => 10_000 };
var rows = new Option<string[]>("--rows")
{
    Description = "Measure nothing; take the rows of these files, which --json wrote; of rows of one name, the last.",
    HelpName = "FILE",
    DefaultValueFactory = _ => [],
};
var root = new RootCommand("Measures what each way of quantizing costs the trained models.")
{
    folder, json, document, models, settings, options, samples, rows,
};
root.SetAction(parse =>
{
    var (text, own, measured) = (parse.GetRequiredValue(settings), parse.GetRequiredValue(options), parse.GetRequiredValue(rows));
    var chosen = own.Length > 0
        ? own.Select(setting => new Setting("options", setting, setting, Everywhere: true))
        : Setting.All.Where(setting => $"{setting.Group} {setting.Name}".Contains(text, StringComparison.OrdinalIgnoreCase));
    var all = measured.Length > 0
        ? RowFile.Merge(measured)
        : Study(parse.GetRequiredValue(folder), parse.GetValue(json), parse.GetRequiredValue(models), [.. chosen], parse.GetValue(samples));
    using var tables = new StringWriter();
    foreach (var model in TrainedModel.All.Select(model => all.Where(row => row.Model == model.Name).ToList()).Where(model => model.Count > 0))
    {
        MarkdownTable.Write(tables, model);
    }

    Console.Write(tables);
    if (parse.GetValue(document) is { } page)
    {
        MarkedSection.Replace(page, "benchmarks/Accuracy", tables.ToString());
    }
});
return root.Parse(args).Invoke();

static List<Row> Study(string shared, string? json, string models, IReadOnlyList<Setting> settings, int samples)
{
    var work = Directory.CreateTempSubdirectory("qmlp-accuracy-").FullName;
    var all = new List<Row>();
    try
    {
        foreach (var model in TrainedModel.All.Where(model => model.Name.Contains(models, StringComparison.OrdinalIgnoreCase)))
        {
            using var measurement = new Measurement(model, shared, work, samples);
            all.Add(measurement.Float());
            foreach (var setting in settings.Where(setting => setting.Everywhere || !model.IsAside))
            {
                var (row, refusal) = measurement.Run(setting);
                if (row is null)
                {
                    Console.Error.WriteLine($"{model.Name}, {setting.Group}, {setting.Name}: {refusal}");
                    continue;
                }

                Console.Error.WriteLine(
                    FormattableString.Invariant(
                        $"{model.Name}, {setting.Group}, {setting.Name}: {row.Top1 * 100:F2} %, {row.SqnrDb:F1} dB, calibrated in {row.Seconds:F1} s"));
                all.Add(row);

                // After each row, so that a run that is cut short has not been for nothing.
                if (json is not null)
                {
                    RowFile.Write(json, all);
                }
            }
        }
    }
    finally
    {
        Directory.Delete(work, recursive: true);
    }

    return all;
}
