using static QMlp.ModelFormat.Writing.JsonLines;

namespace QMlp.ModelFormat.Writing;

/// <summary>Writes the member "provenance": one line for what changes together.</summary>
static class ProvenanceWriter
{
    public static void Write(JsonLines lines, Provenance provenance) => lines.Block(Quote("provenance") + ": {", "}", () =>
    {
        lines.Line(Members(("tool", Quote(provenance.Tool))));
        lines.Line(Members(("source", Quote(provenance.Source))));
        lines.Line(Members(("sourceSha256", Quote(provenance.SourceSha256))));
        lines.Line(Members(("parameters", provenance.Parameters.Text())));
        lines.Line(Members(("data", Quote(provenance.Data))));
        lines.Line(Members(("dataSha256", Quote(provenance.DataSha256))));
        lines.Line(Members(("samples", provenance.Samples.Text())));
        WriteSettings(lines, provenance.Settings);
        lines.Array("accumulationLimits", provenance.AccumulationLimits, limit => lines.Line(Object(
            ("layer", Quote(limit.Layer)), ("quads", limit.Quads.Text()))));
        if (provenance.Preprocessing is { } preprocessing)
        {
            lines.Line(Members(("preprocessing", Object(("mean", preprocessing.Mean.Text()), ("std", preprocessing.Std.Text())))));
        }

        if (provenance.Accuracy is { } accuracy)
        {
            lines.Line(Members(("accuracy", Object(
                ("metric", Quote(FormatWords.AccuracyMetrics.Of(accuracy.Metric))),
                ("data", Quote(accuracy.Data)),
                ("samples", accuracy.Samples.Text()),
                ("float", accuracy.Float.Text()),
                ("quantized", accuracy.Quantized.Text())))));
        }
    });

    private static void WriteSettings(JsonLines lines, CalibrationSettings settings) => lines.Block(Quote("settings") + ": {", "}", () =>
    {
        if (settings.Method is { } method)
        {
            lines.Line(Members(("method", Quote(method))));
        }

        lines.Line(Members(
        [
            ("activationBits", settings.ActivationBits.Text()),
            .. Optional("residualBits", settings.ResidualBits?.Text()),
            ("weightBits", settings.WeightBits.Text()),
            .. Optional("weightGroupSize", settings.WeightGroupSize?.Text()),
        ]));
        lines.Line(Members(
        [
            ("symmetric", Flag(settings.IsSymmetric)),
            .. Optional("rounding", settings.Rounding is { } rounding ? Quote(rounding) : null),
            ("biasCorrection", Flag(settings.BiasCorrection)),
        ]));
        lines.Array("layers", settings.Layers, layer => lines.Line(Object(
        [
            ("layer", Quote(layer.Layer)),
            .. Optional("weightBits", layer.WeightBits?.Text()),
            .. Optional("inputBits", layer.InputBits?.Text()),
        ])));
        if (settings.Budget is { } budget)
        {
            lines.Line(Members(("budget", Object([.. Optional("bytes", budget.Bytes?.Text()), .. Optional("points", budget.Points?.Text())]))));
        }
    });

    private static (string, string)[] Optional(string name, string? value) => value is null ? [] : [(name, value)];

    private static string Flag(bool value) => value ? "true" : "false";
}
