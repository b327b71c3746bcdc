namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on the model's name and its block of weights.</summary>
static class HeaderRules
{
    public static void Check(ValidationContext context)
    {
        var model = context.Model;
        NameRules.CheckName(context, "name", "the model", model.Name);
        CheckWeights(context, model.Weights);
    }

    private static void CheckWeights(ValidationContext context, WeightStore weights)
    {
        NameRules.CheckHash(context, "weights.sha256", "the weights", weights.Sha256);
        if (weights.Storage == WeightStorage.Sidecar)
        {
            NameRules.CheckHash(context, "weights.sidecarSha256", "the weights", weights.SidecarSha256 ?? string.Empty);
        }

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
}
