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

    public static IReadOnlyList<Row> Read(string path) =>
        JsonSerializer.Deserialize<List<Row>>(File.ReadAllText(path), Options) ?? throw new InvalidOperationException($"{path} holds no rows.");
}
