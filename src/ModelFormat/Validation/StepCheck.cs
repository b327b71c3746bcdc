using System.Diagnostics.CodeAnalysis;
namespace QMlp.ModelFormat.Validation;

/// <summary>The step that is being looked at, and checks that several kinds share.</summary>
sealed class StepCheck(ValidationContext context, string path, Step step)
{
    public string Path => path;

    public string Subject { get; } = $"step {Sentences.Quote(step.Name)}";

    public void Report(string member, string rule) => context.Report($"{path}.{member}", $"{Subject}: {rule}");

    /// <summary>Finds the tensors at both ends; reports an input that is not made yet, and an output that is not declared or made already.</summary>
    public bool Ends(string inputName, [NotNullWhen(true)] out TensorInfo? input, [NotNullWhen(true)] out TensorInfo? output)
    {
        input = Input("input", inputName);
        output = context.Tensor(step.Output);
        if (output is null)
        {
            Report("output", $"there is no tensor {Sentences.Quote(step.Output)}.");
        }
        else if (context.Made.Contains(step.Output))
        {
            Report("output", $"tensor {Sentences.Quote(step.Output)} is made twice, or is the model's input.");
            return false;
        }

        return input is not null && output is not null;
    }

    /// <summary>A tensor that the step reads; null, reported, when it is not there yet.</summary>
    public TensorInfo? Input(string member, string name)
    {
        var tensor = context.Made.Contains(name) ? context.Tensor(name) : null;
        if (tensor is null)
        {
            Report(member, $"no step before it makes a tensor {Sentences.Quote(name)}.");
        }

        return tensor;
    }

    /// <summary>Reports and gives false unless the tensor has one of the types.</summary>
    public bool HasType(string member, TensorInfo tensor, params ElementType[] types)
    {
        if (types.Contains(tensor.Type))
        {
            return true;
        }

        Report(
            member,
            $"tensor {Sentences.Quote(tensor.Name)} must be of type {string.Join(" or ", types.Select(t => FormatWords.ElementTypes.Of(t)))} here.");
        return false;
    }

    /// <summary>Reports and gives false unless the tensor has the shape.</summary>
    public bool HasShape(string member, TensorInfo tensor, EquatableArray<int> shape)
    {
        if (tensor.Shape.Equals(shape))
        {
            return true;
        }

        Report(
            member,
            $"tensor {Sentences.Quote(tensor.Name)} must have the shape {Shapes.Describe(shape)} here, not {Shapes.Describe(tensor.Shape)}.");
        return false;
    }

    /// <summary>A table has 256 entries, and says what it was computed from.</summary>
    public void Table(string member, ActivationTable table)
    {
        Section(member + ".data", table.Data, 256, sizeof(byte));
        NameRules.CheckName(context, $"{path}.{member}.function", $"{Subject}, the function of a table", table.Function);
        if (!(table.InputScale > 0) || float.IsInfinity(table.InputScale))
        {
            Report(member + ".inputScale", "the input scale of a table is a finite number above 0.");
        }
    }

    /// <summary>The section must hold <paramref name="count"/> elements of <paramref name="elementBytes"/> bytes.</summary>
    public void Section(string member, Section section, long count, int elementBytes = sizeof(float)) =>
        context.CheckSection($"{path}.{member}", Subject, section, count * elementBytes, $"'{member.Substring(member.LastIndexOf('.') + 1)}'");
}
