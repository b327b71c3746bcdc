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

            CheckStep(check, steps[i]);
            context.Made.Add(steps[i].Output);
        }
    }

    private static void CheckStep(StepCheck check, Step step)
    {
        switch (step)
        {
            case LinearStep linear when check.Ends(linear.Input, out var input, out var output):
                LinearRules.Check(check, linear, input, output);
                break;
            case LayerNormStep norm when check.Ends(norm.Input, out var input, out var output):
                ElementwiseRules.Check(check, norm, input, output);
                break;
            case RescaleStep rescale when check.Ends(rescale.Input, out var input, out var output):
                ElementwiseRules.Check(check, rescale, input, output);
                break;
            case MultiplyStep multiply when check.Ends(multiply.Input, out var input, out var output):
                ElementwiseRules.Check(check, multiply, input, output);
                break;
            case MeanStep mean when check.Ends(mean.Input, out var input, out var output):
                ElementwiseRules.Check(check, mean, input, output);
                break;
            case TableStep table when check.Ends(table.Input, out var input, out var output):
                ElementwiseRules.Check(check, table, input, output);
                break;
            case RearrangeStep rearrange when check.Ends(rearrange.Input, out var input, out var output):
                RearrangeRules.Check(check, rearrange, input, output);
                break;
        }
    }
}
