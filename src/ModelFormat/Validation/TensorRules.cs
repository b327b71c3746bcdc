namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on the tensors by themselves: names, shapes, and quantizers that fit their types.</summary>
static class TensorRules
{
    public static void Check(ValidationContext context)
    {
        var tensors = context.Model.Tensors;
        if (tensors.Count is < 1 or > ModelLimits.Steps + 1)
        {
            context.Report("tensors", $"the model: it has 1 to {ModelLimits.Steps + 1} tensors, not {tensors.Count}.");
            return;
        }

        var total = 0L;
        for (var i = 0; i < tensors.Count && !context.Full; i++)
        {
            var (path, tensor) = ($"tensors[{i}]", tensors[i]);
            var subject = $"tensor {Sentences.Quote(tensor.Name)}";
            NameRules.CheckName(context, path + ".name", subject, tensor.Name);
            if (!context.Declare(tensor))
            {
                context.Report(path, $"{subject}: there is another tensor of that name.");
            }

            total += CheckShape(context, path + ".shape", subject, tensor.Shape);
            CheckQuantization(context, path + ".quantization", subject, tensor);
        }

        if (total > ModelLimits.TotalElements)
        {
            context.Report("tensors", $"the model: its tensors have {total} elements, at most {ModelLimits.TotalElements} are allowed.");
        }
    }

    /// <summary>Checks a shape and gives its number of elements, or 0 after an error.</summary>
    public static long CheckShape(ValidationContext context, string path, string subject, EquatableArray<int> shape)
    {
        var elements = shape.Any(size => size < 1) ? 0 : Shapes.Elements(shape);
        if (shape.Count is < 1 or > ModelLimits.Rank || elements is < 1 or > ModelLimits.TensorElements)
        {
            context.Report(
                path,
                $"{subject}: a shape has 1 to {ModelLimits.Rank} axes of at least 1 and at most {ModelLimits.TensorElements} elements; "
                + $"this one is {Shapes.Describe(shape)}.");
            return 0;
        }

        return elements;
    }

    private static void CheckQuantization(ValidationContext context, string path, string subject, TensorInfo tensor)
    {
        var quantizers = tensor.Quantization;
        var wanted = tensor.Type switch
        {
            ElementType.U8 => quantizers.Count is >= 1 and <= ModelLimits.Groups ? null : $"at least one quantizer and at most {ModelLimits.Groups}",
            ElementType.S16 => quantizers.Count == 1 ? null : "exactly one quantizer",
            _ => quantizers.Count == 0 ? null : "no quantizer",
        };
        if (wanted is not null)
        {
            context.Report(path, $"{subject}: a tensor of its type has {wanted}, not {quantizers.Count}.");
            return;
        }

        var channels = 0L;
        for (var i = 0; i < quantizers.Count; i++)
        {
            CheckQuantizer(context, $"{path}[{i}]", subject, quantizers[i], tensor.Type);
            channels += quantizers[i].Channels;
        }

        if (quantizers.Count > 0 && tensor.Shape.Count > 0 && channels != tensor.Shape[tensor.Shape.Count - 1])
        {
            context.Report(
                path,
                $"{subject}: its quantizers have {channels} channels together, its last axis {tensor.Shape[tensor.Shape.Count - 1]}.");
        }
    }

    private static void CheckQuantizer(ValidationContext context, string path, string subject, Quantizer quantizer, ElementType type)
    {
        if (quantizer.Channels < 1)
        {
            context.Report(path, $"{subject}: a quantizer has at least one channel.");
        }

        if (!(quantizer.Scale > 0) || float.IsInfinity(quantizer.Scale))
        {
            context.Report(path, $"{subject}: a scale is a finite number above 0.");
        }

        var (min, max, zeroPoint) = (quantizer.Min, quantizer.Max, quantizer.ZeroPoint);
        if (type == ElementType.U8 && !(min == 0 && max is 15 or 31 or 63 or 127 or 255 && zeroPoint >= 0 && zeroPoint <= max))
        {
            context.Report(
                path,
                $"{subject}: a quantizer of type u8 has min 0, max 2^bits - 1 for 4 to 8 bits, and a zero point between them; "
                + $"this one has min {min}, max {max}, zero point {zeroPoint}.");
        }

        if (type == ElementType.S16 && !(max is >= 127 and <= 32767 && ((max + 1) & max) == 0 && min == -max && zeroPoint == 0))
        {
            context.Report(
                path,
                $"{subject}: a quantizer of type s16 has max 2^(bits - 1) - 1 for 8 to 16 bits, min -max, and zero point 0; "
                + $"this one has min {min}, max {max}, zero point {zeroPoint}.");
        }
    }
}
