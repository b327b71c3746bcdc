using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// One way to run one kind of step: which layouts it reads and can write, and the plan step that it becomes. One file for each; the first of
/// <see cref="LoweringOperators"/> that applies is taken.
/// </summary>
interface ILoweringOperator
{
    /// <summary>The kind of step.</summary>
    Type Kind { get; }

    bool Applies(Step step, TensorTable tensors);

    /// <summary>How each of the step's inputs is to lie, in their order.</summary>
    IReadOnlyList<LayoutWish> Reads(Step step, TensorTable tensors);

    /// <summary>True when the kernel can write <paramref name="layout"/>; every kernel can write rows.</summary>
    bool CanWrite(Step step, TensorLayout layout, TensorTable tensors);

    /// <summary>The step with its operands found.</summary>
    /// <param name="output">Slot of the layout that was chosen for the output.</param>
    PlanStep Lower(Step step, Slot output, LoweringContext context);
}

/// <summary>The layout that a kernel reads an input in.</summary>
/// <param name="PastTheEnd">The kernel may read some bytes behind the last row, which the caller's own memory does not have.</param>
readonly record struct LayoutWish(TensorLayout Layout, bool PastTheEnd = false);

/// <summary>What an operator is given besides the step.</summary>
/// <param name="Method">Name of the emitted method.</param>
/// <param name="Inputs">Slots of the step's inputs, in their order, each in the layout asked for.</param>
sealed record LoweringContext(TensorTable Tensors, string Method, IReadOnlyList<Slot> Inputs)
{
    /// <summary>The slot of the input that the step computes on.</summary>
    public Slot Input => Inputs[0];
}

/// <summary>An operator of steps of type <typeparamref name="TStep"/> that reads and writes rows, unless it says otherwise.</summary>
abstract class LoweringOperator<TStep> : ILoweringOperator
    where TStep : Step
{
    public Type Kind => typeof(TStep);

    public bool Applies(Step step, TensorTable tensors) => step is TStep own && Applies(own, tensors);

    public IReadOnlyList<LayoutWish> Reads(Step step, TensorTable tensors) => Reads((TStep)step, tensors);

    public bool CanWrite(Step step, TensorLayout layout, TensorTable tensors) => layout is RowLayout || CanWrite((TStep)step, layout, tensors);

    public PlanStep Lower(Step step, Slot output, LoweringContext context) => Lower((TStep)step, output, context);

    protected virtual bool Applies(TStep step, TensorTable tensors) => true;

    protected virtual IReadOnlyList<LayoutWish> Reads(TStep step, TensorTable tensors) =>
        [.. step.Inputs.Select(input => new LayoutWish(tensors[input.Tensor].RowMajor()))];

    /// <summary>Whether it can write a layout that is not rows.</summary>
    protected virtual bool CanWrite(TStep step, TensorLayout layout, TensorTable tensors) => false;

    protected abstract PlanStep Lower(TStep step, Slot output, LoweringContext context);
}
