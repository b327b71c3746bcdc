namespace QMlp.ModelFormat.Validation;

/// <summary>
/// Rules on the steps in their order: names are unique, a tensor is made before it is used and made once; then the rules of each kind.
/// </summary>
static class StepRules
{
    public static void Check(ValidationContext context)
    {
        var steps = context.Model.Steps;
        if (steps.Count is < 1 or > ModelLimits.Steps)
        {
            context.Report("steps", $"the model: it has 1 to {ModelLimits.Steps} steps, not {steps.Count}.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < steps.Count && !context.Full; i++)
        {
            var check = new StepCheck(context, $"steps[{i}]", steps[i]);
            NameRules.CheckName(context, check.Path + ".name", check.Subject, steps[i].Name);
            if (!names.Add(steps[i].Name))
            {
                check.Report("name", "there is another step of that name.");
            }

            if (check.FindEnds())
            {
                CheckStep(context, check, steps[i]);
            }

            context.Made.Add(steps[i].Output);
        }
    }

    private static void CheckStep(ValidationContext context, StepCheck check, Step step)
    {
        // Lengths of arrays follow from shapes, so these must be right first.
        var before = context.Violations.Count;
        StepKinds.Of(step).Check(step, check);
        if (context.Violations.Count == before && !context.Full)
        {
            check.Sections();
        }
    }
}
