namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on the model's name, its provenance and its block of weights.</summary>
static class HeaderRules
{
    public static void Check(ValidationContext context)
    {
        var model = context.Model;
        NameRules.CheckName(context, "name", "the model", model.Name);
        CheckProvenance(context, model.Provenance);
        CheckWeights(context, model.Weights);
    }

    private static void CheckProvenance(ValidationContext context, Provenance provenance)
    {
        const string Subject = "the provenance";
        NameRules.CheckText(context, "provenance.tool", Subject, provenance.Tool);
        NameRules.CheckText(context, "provenance.source", Subject, provenance.Source);
        NameRules.CheckText(context, "provenance.data", Subject, provenance.Data);
        CheckHash(context, "provenance.sourceSha256", Subject, provenance.SourceSha256);
        if (provenance.DataSha256.Length > 0)
        {
            CheckHash(context, "provenance.dataSha256", Subject, provenance.DataSha256);
        }

        if (provenance.Samples < 0)
        {
            context.Report("provenance.samples", "the provenance: a number of samples is not negative.");
        }

        if (provenance.Settings.Count > ModelLimits.Groups)
        {
            context.Report("provenance.settings", $"the provenance: there are at most {ModelLimits.Groups} settings.");
            return;
        }

        string? last = null;
        for (var i = 0; i < provenance.Settings.Count; i++)
        {
            var (path, setting) = ($"provenance.settings[{i}]", provenance.Settings[i]);
            NameRules.CheckName(context, path + ".name", Subject, setting.Name);
            NameRules.CheckText(context, path + ".value", Subject, setting.Value);
            if (last is not null && string.CompareOrdinal(last, setting.Name) >= 0)
            {
                context.Report(path, "the provenance: settings stand in ordinal order of their names, each once.");
            }

            last = setting.Name;
        }
    }

    private static void CheckWeights(ValidationContext context, WeightStore weights)
    {
        CheckHash(context, "weights.sha256", "the weights", weights.Sha256);
        if (weights.Length is < 0 or > ModelLimits.StoreBytes)
        {
            context.Report("weights.length", $"the weights: the length must be from 0 to {ModelLimits.StoreBytes} bytes.");
        }
        else if (weights.Storage == WeightStorage.Inline ? weights.Bytes?.LongLength != weights.Length
            : weights.Bytes is not null && weights.Bytes.LongLength != weights.Length)
        {
            context.Report("weights.length", $"the weights: the length says {weights.Length} bytes, {weights.Bytes?.LongLength ?? 0} are there.");
        }
    }

    private static void CheckHash(ValidationContext context, string path, string subject, string hash)
    {
        if (!Sha256Text.IsValid(hash))
        {
            context.Report(path, $"{subject}: a SHA-256 is written as {Sha256Text.Length} lower-case hexadecimal digits.");
        }
    }
}
