namespace QMlp.Calibrator.Graph.Passes;

/// <summary>The function of its input that a region of elementwise nodes computes.</summary>
sealed class FunctionBuilder
{
    private readonly List<FunctionStep> _steps = [];
    private readonly Dictionary<FunctionStep, int> _known = [];
    private readonly Dictionary<Value, int> _values = [];

    private FunctionBuilder()
    {
    }

    public static ComputedFunction Build(Region region)
    {
        var builder = new FunctionBuilder();
        builder._values[region.Input] = builder.Add(new ArgumentStep());
        foreach (var node in region.Nodes)
        {
            builder._values[node.Output] = builder.Step(node);
        }

        return new ComputedFunction([.. builder._steps]);
    }

    private int Step(Node node)
    {
        switch (node)
        {
            case AddNode add:
                return Add(new OperationStep(Primitive.Add, _values[add.Left], _values[add.Right], 0));
            case MultiplyNode product:
                return Add(new OperationStep(Primitive.Multiply, _values[product.Left], _values[product.Right], 0));
            case ActivationNode { Functions: [ComputedFunction inner] } activation:
                return Inline(inner, _values[activation.Input]);
            case ActivationNode activation:
                return Add(new ApplicationStep(activation.Functions[0], _values[activation.Input]));
            default:
                var primitive = (PrimitiveNode)node;
                int Operand(int i) => i < primitive.Operands.Count ? Of(primitive.Operands[i]) : 0;
                return Add(new OperationStep(primitive.Operation, Operand(0), Operand(1), Operand(2)));
        }
    }

    private int Of(Operand operand) => operand.Value is { } value ? _values[value] : Add(new ConstantStep(operand.Constant!.Uniform!.Value));

    private int Inline(ComputedFunction function, int argument)
    {
        var places = new List<int>();
        foreach (var step in function.Steps)
        {
            places.Add(step switch
            {
                ArgumentStep => argument,
                OperationStep operation => Add(new OperationStep(
                    operation.Operation, places[operation.First], places[operation.Second], places[operation.Third])),
                ApplicationStep application => Add(application with { Argument = places[application.Argument] }),
                _ => Add(step),
            });
        }

        return places[^1];
    }

    /// <summary>The step's index; that of an equal one, which then moves to no other place, where there is one.</summary>
    private int Add(FunctionStep step)
    {
        if (!_known.TryGetValue(step, out var index))
        {
            index = _known[step] = _steps.Count;
            _steps.Add(step);
        }

        return index;
    }
}
