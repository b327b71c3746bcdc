using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Reads the member "provenance".</summary>
sealed class ProvenanceDecoder(ErrorList errors)
{
    public Provenance Decode(JsonValue value)
    {
        var reader = new ObjectReader(
            value, "the provenance", errors, "tool", "source", "sourceSha256", "parameters", "data", "dataSha256", "samples", "settings",
            "accumulationLimits", "preprocessing", "accuracy");
        return new Provenance(
            reader.Text("tool"),
            reader.Text("source"),
            reader.Text("sourceSha256"),
            reader.Long("parameters", 0, ModelLimits.Parameters),
            reader.Text("data"),
            reader.Text("dataSha256"),
            reader.Integer("samples", 0, int.MaxValue),
            reader.Required("settings") is { } settings ? DecodeSettings(reader, settings) : null!)
        {
            AccumulationLimits = reader.Array("accumulationLimits", 0, ModelLimits.Steps, limit => DecodeLimit(reader, limit)),
            Preprocessing = reader.Optional("preprocessing") is { } preprocessing ? DecodePreprocessing(reader, preprocessing) : null,
            Accuracy = reader.Optional("accuracy") is { } accuracy ? DecodeAccuracy(reader, accuracy) : null,
        };
    }

    private static CalibrationSettings DecodeSettings(ObjectReader provenance, JsonValue value)
    {
        var reader = provenance.Inner(
            value, "the settings", "method", "activationBits", "residualBits", "weightBits", "weightGroupSize", "symmetric", "rounding", "biasCorrection",
            "layers", "budget");
        return new CalibrationSettings(
            reader.OptionalText("method"),
            reader.Integer("activationBits", 4, 8),
            reader.OptionalInteger("residualBits", 8, 16),
            reader.Integer("weightBits", 4, 8),
            reader.OptionalInteger("weightGroupSize", GroupMultipliers.SizeMultiple, ModelLimits.TensorElements),
            reader.Flag("symmetric"),
            reader.OptionalText("rounding"),
            reader.Flag("biasCorrection"))
        {
            Layers = reader.Array("layers", 0, ModelLimits.Steps, layer => DecodeLayer(reader, layer)),
            Budget = reader.Optional("budget") is { } budget ? DecodeBudget(reader, budget) : null,
        };
    }

    private static LayerPrecision DecodeLayer(ObjectReader settings, JsonValue value)
    {
        var reader = settings.Inner(value, "a layer", "layer", "weightBits", "inputBits");
        return new LayerPrecision(reader.Text("layer"), reader.OptionalInteger("weightBits", 4, 8), reader.OptionalInteger("inputBits", 4, 8));
    }

    private static PrecisionBound DecodeBudget(ObjectReader settings, JsonValue value)
    {
        var reader = settings.Inner(value, "the budget", "bytes", "points");
        return new PrecisionBound(
            reader.Optional("bytes") is null ? null : reader.Long("bytes", 1, long.MaxValue),
            reader.Optional("points") is null ? null : reader.Double("points"));
    }

    private static AccumulationLimit DecodeLimit(ObjectReader provenance, JsonValue value)
    {
        var reader = provenance.Inner(value, "an accumulation limit", "layer", "quads");
        return new AccumulationLimit(reader.Text("layer"), reader.Integer("quads", 1, 8));
    }

    private static Preprocessing DecodePreprocessing(ObjectReader provenance, JsonValue value)
    {
        var reader = provenance.Inner(value, "the preprocessing", "mean", "std");
        return new Preprocessing(reader.Singles("mean", ModelLimits.SummedAxis), reader.Singles("std", ModelLimits.SummedAxis));
    }

    private static MeasuredAccuracy DecodeAccuracy(ObjectReader provenance, JsonValue value)
    {
        var reader = provenance.Inner(value, "the accuracy", "metric", "data", "samples", "float", "quantized");
        return new MeasuredAccuracy(
            reader.Word("metric", FormatWords.AccuracyMetrics),
            reader.Text("data"),
            reader.Integer("samples", 1, int.MaxValue),
            reader.Double("float"),
            reader.Double("quantized"));
    }
}
