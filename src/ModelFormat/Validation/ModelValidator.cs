namespace QMlp.ModelFormat.Validation;

/// <summary>
/// The rules that hold across a model: everything that the reference and the generator rely on without looking again. The reader
/// applies them to what it has read, and the writer to what it is given, so that no invalid file is ever written.
/// </summary>
static class ModelValidator
{
    /// <summary>
    /// The violations in the order of the file, at most ten; none for a valid model. Takes time in proportion to the model's records.
    /// </summary>
    public static IReadOnlyList<Violation> Validate(QuantizedModel model)
    {
        var context = new ValidationContext(model);
        HeaderRules.Check(context);
        ProvenanceRules.Check(context);
        TensorRules.Check(context);
        TransformationRules.Check(context);

        // Steps are judged by the shapes of tensors, so these must be sound first.
        if (!context.Any)
        {
            InputRules.Check(context);
            StepRules.Check(context);
            OutputRules.Check(context);
            context.CheckOverlaps();
        }

        // Numbers are looked at where they are known to lie inside the block.
        return context.Any || model.Weights.Bytes is not { } block ? context.Violations : WeightChecks.Check(model, block);
    }
}
