using QMlp.ModelFormat.Json;
using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How an <see cref="ActivationTable"/> stands in the file: an object on one line.</summary>
static class TableText
{
    /// <param name="step">The step that the table belongs to.</param>
    public static ActivationTable Read(ObjectReader step, JsonValue value)
    {
        var reader = step.Inner(value, "a table", "function", "inputScale", "data");
        return new ActivationTable(reader.Section("data"), reader.Text("function"), reader.Single("inputScale"));
    }

    public static string Of(ActivationTable table) => JsonLines.Object(
        ("function", JsonLines.Quote(table.Function)),
        ("inputScale", table.InputScale.Text()),
        ("data", table.Data.Text()));
}
