using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>All that the format knows of one kind of step: how it stands in the file, and which rules it obeys.</summary>
/// <param name="word">Value of the member "kind".</param>
/// <param name="since">Version of the format that brought the kind.</param>
abstract class StepKind(string word, int since)
{
    public string Word => word;

    public int Since => since;

    /// <summary>The record that holds such a step.</summary>
    public abstract Type Type { get; }

    /// <summary>Members of such a step beside "kind", "name", "output" and, unless it lists its inputs, "input".</summary>
    public abstract IReadOnlyList<string> Members { get; }

    /// <summary>Whether a member of its own lists all tensors that such a step reads; else the first of them is its "input".</summary>
    public virtual bool ListsInputs => false;

    public abstract Step Read(ObjectReader reader);

    /// <summary>Writes a block: a line that says what the step is, one for what it connects, then its numbers.</summary>
    public void Write(Step step, JsonLines lines) => lines.Block("{", "}", () =>
    {
        lines.Line(JsonLines.Members(("kind", JsonLines.Quote(word)), ("name", JsonLines.Quote(step.Name))));
        lines.Line(ListsInputs
            ? JsonLines.Members(("output", JsonLines.Quote(step.Output)))
            : JsonLines.Members(("input", JsonLines.Quote(step.Inputs[0].Tensor)), ("output", JsonLines.Quote(step.Output))));
        WriteMembers(step, lines);
    });

    /// <summary>Reports what is wrong with a step, its arrays apart. Inputs and output are known when it is called.</summary>
    public abstract void Check(Step step, StepCheck check);

    /// <summary>
    /// Reports what is wrong with the numbers in the arrays of a step that has passed <see cref="Check"/>, beyond what each array promises
    /// by its type.
    /// </summary>
    public virtual void CheckValues(Step step, StepCheck check, WeightValues values)
    {
    }

    /// <summary>Multiply-accumulate operations of one sample.</summary>
    public virtual long MultiplyAccumulates(Step step, TensorInfo output) => 0;

    protected abstract void WriteMembers(Step step, JsonLines lines);
}

/// <inheritdoc/>
abstract class StepKind<T>(string word, int since) : StepKind(word, since)
    where T : Step
{
    public sealed override Type Type => typeof(T);

    public sealed override void Check(Step step, StepCheck check) => Check((T)step, check);

    public sealed override void CheckValues(Step step, StepCheck check, WeightValues values) => CheckValues((T)step, check, values);

    public sealed override long MultiplyAccumulates(Step step, TensorInfo output) => MultiplyAccumulates((T)step, output);

    protected sealed override void WriteMembers(Step step, JsonLines lines) => WriteMembers((T)step, lines);

    protected abstract void Check(T step, StepCheck check);

    protected virtual void CheckValues(T step, StepCheck check, WeightValues values)
    {
    }

    protected virtual long MultiplyAccumulates(T step, TensorInfo output) => 0;

    protected abstract void WriteMembers(T step, JsonLines lines);
}
