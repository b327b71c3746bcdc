namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on what was done to the float network.</summary>
static class TransformationRules
{
    public static void Check(ValidationContext context)
    {
        var transformations = context.Model.Transformations;
        if (transformations.Count > ModelLimits.Steps)
        {
            context.Report("transformations", $"the model: it has at most {ModelLimits.Steps} transformations, not {transformations.Count}.");
            return;
        }

        for (var i = 0; i < transformations.Count && !context.Full; i++)
        {
            Check(context, $"transformations[{i}]", transformations[i]);
        }
    }

    private static void Check(ValidationContext context, string path, Transformation transformation)
    {
        var subject = $"the transformation of {Sentences.Quote(transformation.Target)}";
        NameRules.CheckName(context, path + ".target", subject, transformation.Target);
        if (TransformationKinds.Of(transformation).Fault(transformation) is var (member, rule))
        {
            context.Report($"{path}.{member}", $"{subject}: {rule}");
        }
        else if (transformation.Channels is { } channels
            && context.Tensor(transformation.Target) is { } tensor && channels != Shapes.Last(tensor))
        {
            context.Report(path, $"{subject}: it is of {channels} channels, and the tensor of that name has {Shapes.Last(tensor)}.");
        }
    }
}
