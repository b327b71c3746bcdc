using System.Text.Json;
using System.Text.Json.Serialization;

namespace QMlp.Accuracy;

/// <summary>Measured rows as a JSON array.</summary>
static class RowFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // The SQNR of the float network against itself.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static void Write(string path, IReadOnlyList<Row> rows) => File.WriteAllText(path, JsonSerializer.Serialize(rows, Options) + "\n");

    /// <summary>The rows of several files in the study's order; of those that measure the same, the last.</summary>
    public static List<Row> Merge(IEnumerable<string> paths)
    {
        var order = Setting.All.Select((setting, place) => (setting.Group, setting.Name, place))
            .ToDictionary(entry => (entry.Group, entry.Name), entry => entry.place);
        return [.. paths.SelectMany(Read)
            .GroupBy(row => (row.Model, row.Group, row.Setting), (_, same) => same.Last())
            .OrderBy(row => row.Options.Length == 0 ? -1 : order.GetValueOrDefault((row.Group, row.Setting), int.MaxValue))];
    }

    private static IReadOnlyList<Row> Read(string path) =>
        JsonSerializer.Deserialize<List<Row>>(File.ReadAllText(path), Options) ?? throw new InvalidOperationException($"{path} holds no rows.");
}
