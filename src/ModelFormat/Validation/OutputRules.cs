namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on the end of the network: its output, its tensors as a whole, and its golden vectors.</summary>
static class OutputRules
{
    public static void Check(ValidationContext context)
    {
        var model = context.Model;
        for (var i = 0; i < model.Tensors.Count; i++)
        {
            if (!context.Made.Contains(model.Tensors[i].Name))
            {
                context.Report($"tensors[{i}]", $"tensor {Sentences.Quote(model.Tensors[i].Name)}: no step makes it.");
            }
        }

        if (context.Tensor(model.Output) is not { Type: ElementType.F32 } output)
        {
            context.Report("output", $"the output: {Sentences.Quote(model.Output)} is not the name of a tensor of type f32.");
            return;
        }

        if (model.Golden.Count > ModelLimits.GoldenVectors)
        {
            context.Report("golden", $"the golden vectors: there are at most {ModelLimits.GoldenVectors}.");
        }
        else if (context.Tensor(model.Input.Tensor) is { } input)
        {
            for (var i = 0; i < model.Golden.Count; i++)
            {
                var subject = $"golden vector {i}";
                context.CheckSection($"golden[{i}].input", subject, model.Golden[i].Input, input.Length, "the input");
                context.CheckSection($"golden[{i}].output", subject, model.Golden[i].Output, 4L * output.Length, "the output");
            }
        }
    }
}
