using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using QMlp.Accuracy;

// The study of docs/accuracy.md: every setting of Setting.cs on every trained model, through the generated code.
//   dotnet run -c Release --project benchmarks/Accuracy -- ../shared --document docs/accuracy.md --json accuracy.json
var folder = new Argument<string>("SHARED") { Description = "The folder that holds models/trained and data." };
var json = new Option<string?>("--json") { Description = "Also write the rows to this file, as a JSON array.", HelpName = "FILE" };
var document = new Option<string?>("--document") { Description = "Also put the tables between the markers of this page (docs/accuracy.md).", HelpName = "FILE" };
var models = new Option<string>("--models") { Description = "Only models with this text in their name.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
var settings = new Option<string>("--settings") { Description = "Only settings with this text in \"BITS SETTING\".", HelpName = "TEXT", DefaultValueFactory = _ => "" };
var options = new Option<string[]>("--options") { Description = "Instead of the study's settings this one, written as options of 'qmlp calibrate'; may be given several times.", HelpName = "\"OPTIONS\"", DefaultValueFactory = _ => [] };
var samples = new Option<int>("--samples") { Description = "Test images, taken evenly.", HelpName = "N", DefaultValueFactory = _ => 10_000 };
var root = new RootCommand("Measures what each way of quantizing costs the trained models.") { folder, json, document, models, settings, options, samples };
root.SetAction(parse =>
{
    var (text, own) = (parse.GetRequiredValue(settings), parse.GetRequiredValue(options));
    var rows = own.Length > 0
        ? own.Select(setting => new Setting("options", setting, setting))
        : Setting.All.Where(setting => $"{setting.Group} {setting.Name}".Contains(text, StringComparison.OrdinalIgnoreCase));
    return Study(parse.GetRequiredValue(folder), parse.GetValue(json), parse.GetValue(document), parse.GetRequiredValue(models), [.. rows], parse.GetValue(samples));
});
return root.Parse(args).Invoke();

static int Study(string shared, string? jsonFile, string? document, string models, IReadOnlyList<Setting> settings, int samples)
{
    var work = Directory.CreateTempSubdirectory("qmlp-accuracy-").FullName;
    var all = new List<Row>();
    using var tables = new StringWriter();
    try
    {
        foreach (var model in TrainedModel.All.Where(model => model.Name.Contains(models, StringComparison.OrdinalIgnoreCase)))
        {
            using var measurement = new Measurement(model, shared, work, samples);
            var rows = new List<Row> { measurement.Float() };
            foreach (var setting in settings)
            {
                var (row, refusal) = measurement.Run(setting);
                if (row is null)
                {
                    Console.Error.WriteLine($"{model.Name}, {setting.Group}, {setting.Name}: {refusal}");
                    continue;
                }

                Console.Error.WriteLine(FormattableString.Invariant($"{model.Name}, {setting.Group}, {setting.Name}: {row.Top1 * 100:F2} %, {row.SqnrDb:F1} dB, calibrated in {row.Seconds:F1} s"));
                rows.Add(row);
            }

            MarkdownTable.Write(Console.Out, rows);
            MarkdownTable.Write(tables, rows);
            all.AddRange(rows);
        }
    }
    finally
    {
        Directory.Delete(work, recursive: true);
    }

    if (document is not null)
    {
        MarkdownTable.Replace(document, tables.ToString());
    }

    if (jsonFile is not null)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            // The SQNR of the float network against itself.
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        File.WriteAllText(jsonFile, JsonSerializer.Serialize(all, options) + "\n");
    }

    return 0;
}
