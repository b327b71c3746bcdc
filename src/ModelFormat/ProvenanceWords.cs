using System.Globalization;

namespace QMlp.ModelFormat;

/// <summary>How people read what shaped a model: in the front matter of an emitted class, and in reports.</summary>
static class ProvenanceWords
{
    /// <summary>Names and values, in ordinal order of the names.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(QuantizedModel model) =>
        [.. Settings(model.Provenance.Settings).Concat(Facts(model)).OrderBy(word => word.Name, StringComparer.Ordinal)];

    /// <summary>"8-bit weights, 8-bit activations, ranges by minmax": the settings that matter most.</summary>
    public static string Summary(CalibrationSettings settings) => string.Join(", ", new[]
    {
        $"{Text(settings.WeightBits)}-bit weights",
        $"{Text(settings.ActivationBits)}-bit activations",
        settings.ResidualBits is { } residual ? $"{Text(residual)}-bit residual stream" : null,
        settings.Method is { } method ? $"ranges by {method}" : "quantizers of the ONNX model",
    }.OfType<string>());

    private static IEnumerable<(string Name, string Value)> Settings(CalibrationSettings settings)
    {
        yield return ("activations", Text(settings.ActivationBits));
        yield return ("bias-correction", settings.BiasCorrection ? "on" : "off");
        yield return ("method", settings.Method ?? "that of the ONNX model");
        yield return ("rounding", settings.Rounding ?? "that of the ONNX model");
        yield return ("scheme", settings.IsSymmetric ? "symmetric" : "asymmetric");
        yield return ("weights", Text(settings.WeightBits));
        if (settings.ResidualBits is { } residual)
        {
            yield return ("residual", Text(residual));
        }

        if (settings.WeightGroupSize is { } size)
        {
            yield return ("weight-groups", Text(size));
        }

        if (settings.Budget is { } budget)
        {
            yield return ("budget", budget.Bytes is { } bytes
                ? FormattableString.Invariant($"{bytes} bytes of weights")
                : FormattableString.Invariant($"{budget.Points} points of top-1"));
        }

        foreach (var layer in settings.Layers)
        {
            yield return ($"layer.{layer.Layer}", string.Join(", ", new[]
            {
                layer.WeightBits is { } weights ? $"weights {Text(weights)}" : null,
                layer.InputBits is { } input ? $"input {Text(input)}" : null,
            }.OfType<string>()));
        }
    }

    private static IEnumerable<(string Name, string Value)> Facts(QuantizedModel model)
    {
        var provenance = model.Provenance;
        foreach (var kind in model.Transformations.GroupBy(TransformationKinds.Of))
        {
            yield return (kind.Key.Label, $"in {Text(kind.Count())} {(kind.Count() == 1 ? "place" : "places")}");
        }

        foreach (var layers in provenance.AccumulationLimits.GroupBy(limit => limit.Quads))
        {
            yield return ($"accumulate.{Text(layers.Key)}", $"in {Text(layers.Count())} {(layers.Count() == 1 ? "layer" : "layers")}");
        }

        if (provenance.Preprocessing is { } preprocessing)
        {
            yield return ("mean", Text(preprocessing.Mean));
            yield return ("std", Text(preprocessing.Std));
        }

        if (provenance.Accuracy is { } accuracy)
        {
            yield return ("top-1", FormattableString.Invariant(
                $"{100 * accuracy.Quantized:0.00} %, float {100 * accuracy.Float:0.00} %, on {accuracy.Samples} samples of {accuracy.Data}"));
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(EquatableArray<float> values) =>
        string.Join(",", values.Select(value => Json.DecimalNumber.Format(value)));
}
