namespace QMlp.ModelFormat;

/// <summary>
/// An index map known at build time: y[i0, i1, ...] = x[offset + i0 * strides[0] + i1 * strides[1] + ...] for i within <paramref name="Dims"/>.
/// Reading order of y is row-major over <paramref name="Dims"/>; the output tensor's shape has the same number of elements.
/// Stands for reshapes, transposes, slices and the cutting of an image into patches. Never changes a value, so the quantizers agree.
/// </summary>
sealed record RearrangeStep(
    string Name,
    string Input,
    string Output,
    EquatableArray<int> Dims,
    EquatableArray<int> Strides,
    int Offset) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];

    public override IReadOnlyList<StepArray> Arrays => [];
}
