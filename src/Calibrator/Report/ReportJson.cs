using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QMlp.Calibrator.Report;

/// <summary>Writes a report as one JSON object.</summary>
static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // The text goes to a terminal or a file, never into HTML: a name may keep its letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteConverter() },
    };

    /// <param name="warnings">What looks wrong although the report could be made: the member "warnings", where there are any.</param>
    public static string Serialize(IReport report, IReadOnlyList<string> warnings)
    {
        var members = JsonSerializer.SerializeToNode(report, report.GetType(), Options)!.AsObject();
        if (warnings.Count > 0)
        {
            members.Add("warnings", JsonSerializer.SerializeToNode(warnings, Options));
        }

        return members.ToJsonString(Options);
    }

    /// <summary>JSON has no infinity (the SQNR of equal outputs) and no NaN: both are null.</summary>
    private sealed class FiniteConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
