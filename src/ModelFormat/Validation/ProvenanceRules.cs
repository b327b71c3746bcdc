namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on where the model comes from.</summary>
static class ProvenanceRules
{
    private const string Subject = "the provenance";

    public static void Check(ValidationContext context)
    {
        var provenance = context.Model.Provenance;
        NameRules.CheckText(context, "provenance.tool", Subject, provenance.Tool);
        NameRules.CheckText(context, "provenance.source", Subject, provenance.Source);
        NameRules.CheckHash(context, "provenance.sourceSha256", Subject, provenance.SourceSha256);
        NameRules.CheckText(context, "provenance.data", Subject, provenance.Data);
        if (provenance.DataSha256.Length > 0)
        {
            NameRules.CheckHash(context, "provenance.dataSha256", Subject, provenance.DataSha256);
        }

        Require(
            context, provenance.Parameters is >= 0 and <= ModelLimits.Parameters,
            "parameters", $"a number of parameters is 0 to {ModelLimits.Parameters}.");
        Require(context, provenance.Samples >= 0, "samples", "a number of samples is not negative.");
        CheckSettings(context, provenance.Settings);
        CheckLimits(context, provenance.AccumulationLimits);
        CheckPreprocessing(context, provenance.Preprocessing);
        CheckAccuracy(context, provenance.Accuracy);
    }

    private static void CheckSettings(ValidationContext context, CalibrationSettings settings)
    {
        NameRules.CheckText(context, "provenance.settings.method", Subject, settings.Method ?? string.Empty);
        NameRules.CheckText(context, "provenance.settings.rounding", Subject, settings.Rounding ?? string.Empty);
        Require(context, settings.ActivationBits is >= 4 and <= 8, "settings.activationBits", "activations have 4 to 8 bits.");
        Require(context, settings.ResidualBits is null or 8 or 16, "settings.residualBits", "a residual stream has 8 or 16 bits.");
        Require(context, settings.WeightBits is 8 or 4, "settings.weightBits", "weights have 8 or 4 bits.");
        Require(
            context, settings.WeightGroupSize is null || settings.WeightGroupSize % GroupMultipliers.SizeMultiple == 0,
            "settings.weightGroupSize", $"the size of groups is a multiple of {GroupMultipliers.SizeMultiple}.");
        Require(
            context, settings.Budget is null || (settings.Budget.Bytes is null) != (settings.Budget.Points is null),
            "settings.budget", "a budget is a number of bytes or of points.");
        for (var i = 0; i < settings.Layers.Count && !context.Full; i++)
        {
            var (path, layer) = ($"settings.layers[{i}]", settings.Layers[i]);
            NameRules.CheckName(context, $"provenance.{path}.layer", Subject, layer.Layer);
            Require(
                context, i == 0 || string.CompareOrdinal(settings.Layers[i - 1].Layer, layer.Layer) < 0,
                path, "layers stand in ordinal order of their names, each once.");
            Require(context, layer.WeightBits is null or 8 or 4, path + ".weightBits", "weights have 8 or 4 bits.");
            Require(context, layer.InputBits is null or (>= 4 and <= 8), path + ".inputBits", "an input has 4 to 8 bits.");
        }
    }

    private static void CheckLimits(ValidationContext context, EquatableArray<AccumulationLimit> limits)
    {
        for (var i = 0; i < limits.Count && !context.Full; i++)
        {
            NameRules.CheckName(context, $"provenance.accumulationLimits[{i}].layer", Subject, limits[i].Layer);
            Require(
                context, limits[i].Quads is 1 or 2 or 4 or 8, $"accumulationLimits[{i}].quads", "sums of 16 bits hold 1, 2, 4 or 8 quads.");
        }
    }

    private static void CheckPreprocessing(ValidationContext context, Preprocessing? preprocessing)
    {
        if (preprocessing is not null)
        {
            var (mean, std) = (preprocessing.Mean, preprocessing.Std);
            Require(context, mean.Count >= 1 && mean.All(IsFinite), "preprocessing.mean", "a mean is one finite number for all channels or one for each.");
            Require(
                context, std.Count == mean.Count && std.All(value => value > 0 && IsFinite(value)),
                "preprocessing.std", "there are as many standard deviations as means, all of them finite and above 0.");
        }
    }

    private static void CheckAccuracy(ValidationContext context, MeasuredAccuracy? accuracy)
    {
        if (accuracy is not null)
        {
            NameRules.CheckText(context, "provenance.accuracy.data", Subject, accuracy.Data);
            Require(context, accuracy.Samples >= 1, "accuracy.samples", "accuracy is measured on at least one sample.");
            Require(context, accuracy.Float is >= 0 and <= 1, "accuracy.float", "an accuracy is a number from 0 to 1.");
            Require(context, accuracy.Quantized is >= 0 and <= 1, "accuracy.quantized", "an accuracy is a number from 0 to 1.");
        }
    }

    private static bool IsFinite(float value) => !float.IsNaN(value) && !float.IsInfinity(value);

    private static void Require(ValidationContext context, bool condition, string member, string rule)
    {
        if (!condition)
        {
            context.Report("provenance." + member, $"{Subject}: {rule}");
        }
    }
}
