using System.Globalization;
using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Writing;

/// <summary>Single values as the file writes them.</summary>
static class JsonValues
{
    public static string Text(this int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(this long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(this float value) => DecimalNumber.Format(value);

    public static string Text(this double value) => DecimalNumber.Format(value);

    public static string Text(this EquatableArray<int> values) => JsonLines.Array(values.Select(Text));

    public static string Text(this EquatableArray<float> values) => JsonLines.Array(values.Select(Text));

    public static string Text(this Section section) => JsonLines.Array([section.Offset.Text(), section.Length.Text()]);
}
