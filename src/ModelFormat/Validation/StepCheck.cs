namespace QMlp.ModelFormat.Validation;

/// <summary>The step that is being looked at, and checks that several kinds share.</summary>
sealed class StepCheck(ValidationContext context, string path, Step step)
{
    public string Path => path;

    public string Subject { get; } = $"step {Sentences.Quote(step.Name)}";

    public void Report(string member, string rule) => context.Report($"{path}.{member}", $"{Subject}: {rule}");

    /// <summary>The tensors that the step reads, in the order of <see cref="Step.Inputs"/>.</summary>
    public IReadOnlyList<TensorInfo> Inputs { get; private set; } = [];

    /// <summary>The first of them: the one that the step computes on.</summary>
    public TensorInfo Input => Inputs[0];

    public TensorInfo Output { get; private set; } = null!;

    /// <summary>Finds the tensors at both ends; reports an input that is not made yet, and an output that is not declared or made already.</summary>
    public bool FindEnds()
    {
        var inputs = step.Inputs.Select(FindInput).OfType<TensorInfo>().ToList();
        if (context.Tensor(step.Output) is not { } output)
        {
            Report("output", $"there is no tensor {Sentences.Quote(step.Output)}.");
            return false;
        }

        (Inputs, Output) = (inputs, output);
        if (context.Made.Contains(step.Output))
        {
            Report("output", $"tensor {Sentences.Quote(step.Output)} is made twice, or is the model's input.");
            return false;
        }

        return inputs.Count == step.Inputs.Count;
    }

    /// <summary>Finds the tensors of a step that has passed all rules.</summary>
    public void UseEnds(IReadOnlyDictionary<string, TensorInfo> tensors) =>
        (Inputs, Output) = ([.. step.Inputs.Select(input => tensors[input.Tensor])], tensors[step.Output]);

    private TensorInfo? FindInput(StepInput input)
    {
        var tensor = context.Made.Contains(input.Tensor) ? context.Tensor(input.Tensor) : null;
        if (tensor is null)
        {
            Report(input.Member, $"no step before it makes a tensor {Sentences.Quote(input.Tensor)}.");
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

    /// <summary>Reports and gives false unless all channels of the tensor have one quantizer.</summary>
    public bool HasOneQuantizer(string member, TensorInfo tensor)
    {
        if (tensor.Quantization.Count == 1)
        {
            return true;
        }

        Report(member, $"tensor {Sentences.Quote(tensor.Name)} must have one quantizer here, not {tensor.Quantization.Count}.");
        return false;
    }

    /// <summary>A table says what it was computed from.</summary>
    public void Table(string member, ActivationTable table)
    {
        NameRules.CheckName(context, $"{path}.{member}.function", $"{Subject}, the function of a table", table.Function);
        if (!(table.InputScale > 0) || float.IsInfinity(table.InputScale))
        {
            Report(member + ".inputScale", "the input scale of a table is a finite number above 0.");
        }
    }

    /// <summary>Entries of a table lie within the bounds of the quantizers that its values have.</summary>
    public void TableValues(string member, ActivationTable table, IReadOnlyList<Quantizer> quantizers, WeightValues values)
    {
        var (most, limit) = (values.Largest(table.Data), quantizers.Min(quantizer => quantizer.Max));
        if (most > limit)
        {
            Report(member + ".data", $"an entry of the table is {most}, and the largest value of its output is {limit}.");
        }
    }

    /// <summary>Every array of the step must be aligned, lie inside the weights, and have just the length of what it holds.</summary>
    public void Sections()
    {
        foreach (var array in step.Arrays)
        {
            context.CheckSection(
                $"{path}.{array.Member}", Subject, array.Section, array.Bytes(Shapes.Last(Input)),
                $"'{array.Member.Substring(array.Member.LastIndexOf('.') + 1)}'");
        }
    }
}
