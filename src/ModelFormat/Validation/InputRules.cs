namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on the entry of the network.</summary>
static class InputRules
{
    private const string Subject = "the input";

    public static void Check(ValidationContext context)
    {
        var input = context.Model.Input;
        NameRules.CheckName(context, "input.name", Subject, input.Name);
        if (TensorRules.CheckShape(context, "input.shape", Subject, input.Shape) == 0)
        {
            return;
        }

        if (context.Tensor(input.Tensor) is not { Type: ElementType.U8 } tensor)
        {
            context.Report("input.tensor", $"{Subject}: {Sentences.Quote(input.Tensor)} is not the name of a tensor of type u8.");
            return;
        }

        context.Made.Add(tensor.Name);
        CheckLayout(context, input, tensor);
        CheckQuantizer(context, input, tensor);
        CheckScales(context, input);
    }

    private static void CheckLayout(ValidationContext context, ModelInput input, TensorInfo tensor)
    {
        if (input.Pixels == PixelLayout.Hwc)
        {
            if (input.Shape.Count != 3 || !tensor.Shape.Equals(EquatableArray.Create(input.Shape[1], input.Shape[2], input.Shape[0])))
            {
                context.Report(
                    "input.pixels",
                    $"{Subject}: with pixels \"hwc\" the shape is [C, H, W] and the tensor's [H, W, C]; "
                    + $"they are {Shapes.Describe(input.Shape)} and {Shapes.Describe(tensor.Shape)}.");
            }
        }
        else if (tensor.Length != input.Shape.AsSpan().Product())
        {
            context.Report(
                "input.tensor",
                $"{Subject}: its shape {Shapes.Describe(input.Shape)} and that of tensor {Sentences.Quote(tensor.Name)}, "
                + $"{Shapes.Describe(tensor.Shape)}, must have the same number of elements.");
        }
    }

    /// <summary>Every value enters by the one quantizer of its tensor; a byte of an image is the quantized value itself.</summary>
    private static void CheckQuantizer(ValidationContext context, ModelInput input, TensorInfo tensor)
    {
        if (tensor.Quantization.Count != 1)
        {
            context.Report(
                "input.tensor", $"{Subject}: its tensor {Sentences.Quote(tensor.Name)} must have one quantizer, not {tensor.Quantization.Count}.");
        }
        else if (input.Pixels != PixelLayout.None && tensor.Quantization[0] is not { ZeroPoint: 0, Max: byte.MaxValue })
        {
            context.Report(
                "input.pixels",
                $"{Subject}: where bytes may be passed, its tensor {Sentences.Quote(tensor.Name)} has zero point 0 and values up to {byte.MaxValue}.");
        }
    }

    private static void CheckScales(ValidationContext context, ModelInput input)
    {
        if (input.Scale.Count != 1 && input.Scale.Count != input.Shape[0])
        {
            context.Report(
                "input.scale",
                $"{Subject}: there is one scale, or one for each of the {input.Shape[0]} indices of the first axis, not {input.Scale.Count}.");
        }

        if (input.Scale.Any(s => !(s > 0) || float.IsInfinity(s)))
        {
            context.Report("input.scale", $"{Subject}: a scale is a finite number above 0.");
        }

        if (input.Offset.Count != input.Scale.Count)
        {
            context.Report("input.offset", $"{Subject}: there are as many offsets as scales, {input.Scale.Count}, not {input.Offset.Count}.");
        }

        if (input.Offset.Any(o => float.IsNaN(o) || float.IsInfinity(o) || (input.Pixels == PixelLayout.None && o != 0)))
        {
            context.Report("input.offset", $"{Subject}: an offset is a finite number, and 0 where the model takes no pixels.");
        }
    }
}
