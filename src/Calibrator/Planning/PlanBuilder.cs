using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Builds a <see cref="QuantizationPlan"/>: merges nodes into steps, then chooses how each value is stored.</summary>
sealed class PlanBuilder
{
    private readonly FloatGraph _graph;
    private readonly QuantizationSettings _settings;
    private readonly IReadOnlyList<PlannedStep> _planned;
    private readonly Value _output;
    private readonly ValueNeeds _needs;
    private readonly RefusalList _refusals;
    private readonly Dictionary<(Value, ElementType), PlannedTensor> _tensors = [];
    private readonly List<PlannedTensor> _tensorOrder = [];
    private readonly List<PlacedStep> _placed = [];
    private readonly List<ObservationRequest> _requests = [];

    public PlanBuilder(FloatGraph graph, QuantizationSettings settings)
    {
        (_graph, _settings) = (graph, settings);
        var context = PlanRules.Apply(graph);
        (_planned, _output, _refusals) = (context.Steps, context.Graph.Output, context.Refusals);
        _needs = new ValueNeeds(context.Graph, _planned, settings);
    }

    /// <exception cref="UnsupportedModel">Nodes cannot be quantized.</exception>
    public QuantizationPlan Build()
    {
        Check();
        _refusals.Require();
        var input = AddInput();
        foreach (var step in _planned.Where(_needs.IsUsed))
        {
            Place(step);
        }

        return new QuantizationPlan(_graph, _settings, input, _tensorOrder, _placed, _tensors[(_output, ElementType.F32)], _requests);
    }

    /// <summary>Everything that <see cref="Build"/> refuses.</summary>
    public IReadOnlyList<Refusal> Refusals()
    {
        Check();
        return _refusals.Found;
    }

    private void Check()
    {
        // Where a node has no step, what it reads is not used only because of that.
        var isComplete = _graph.Nodes.All(node => node.IsUnderstood) && _refusals.Found.Count == 0;
        foreach (var step in _planned.Where(step => !isComplete || _needs.IsUsed(step)))
        {
            _refusals.Try(_graph.Maker(step.Output), () => CheckStep(step));
        }

        if (isComplete || _planned.Any(step => step.Output == _output))
        {
            _refusals.Try(_graph.Maker(_output), CheckOutput);
        }
    }

    private void CheckStep(PlannedStep step)
    {
        step.Check();
        PlanErrors.CheckRanges(_graph, step);
        _ = ShapeOf(step);
    }

    private void CheckOutput()
    {
        var maker = _planned.FirstOrDefault(step => step.Output == _output);
        if (maker?.Writes.HasFlag(Storage.F32) != true || _planned.Any(step => step.Reads.Any(read => read.Value == _output)))
        {
            throw new UserError(
                $"The network's output '{_output.Name}' comes from {(maker is null ? "the input itself" : $"'{maker.Name}'")}; "
                + "a quantized network ends in a linear layer whose output nothing else uses. Choose the tensor that is its output, such as its "
                + "classifier's logits, with --output-node NAME.");
        }
    }

    private PlannedTensor AddInput()
    {
        var value = _graph.Input;
        if (!_needs.IsRead(value))
        {
            throw new UserError($"The network's input '{value.Name}' is not used.");
        }

        var shape = PlanErrors.SampleShape(_graph.Nodes[0], value);
        var tensor = new PlannedTensor(value.Name, value, shape, ElementType.U8, 1, _needs.Bits(value, ElementType.U8));
        Declare(tensor);
        Request(new ObservationRequest(value, 1, Levels: 1 << tensor.Bits));
        AddOtherForm(tensor);
        return tensor;
    }

    private void Place(PlannedStep step)
    {
        foreach (var request in step.Observes)
        {
            Request(request);
        }

        PlannedTensor[] inputs = [.. step.Reads.Select(reading => Read(reading, step.Output))];
        var output = step.Moves is null ? Computed(step) : Moved(step, inputs[0]);
        Declare(output);
        _placed.Add(new PlacedStep(step, inputs, output));
        if (step.Moves is null && output.Type != ElementType.F32)
        {
            // 16 bits have values to spare.
            Request(new ObservationRequest(step.Output, output.Groups, FullRange: output.Bits == 16, 1 << output.Bits));
        }

        AddOtherForm(output);
    }

    /// <summary>The tensor of a computed value, in the form that its readers want most.</summary>
    private PlannedTensor Computed(PlannedStep step)
    {
        // What the original model rounds to bytes is made as bytes, and widened for those who want it wider.
        var quantizers = _graph.Quantizers.GetValueOrDefault(step.Output);
        var wide = step.Writes == Storage.S16 || (quantizers is null && step.Writes.HasFlag(Storage.S16) && _needs.IsWantedWide(step.Output));
        var type = step.Output == _output ? ElementType.F32 : wide ? ElementType.S16 : ElementType.U8;
        var groups = type switch { ElementType.U8 => quantizers?.Count ?? _needs.Ranges(step), ElementType.S16 => 1, _ => 0 };
        return new PlannedTensor(step.Output.Name, step.Output, ShapeOf(step), type, groups, _needs.Bits(step.Output, type));
    }

    /// <summary>The tensor of moved elements: the form and the quantizers of where they come from.</summary>
    private PlannedTensor Moved(PlannedStep step, PlannedTensor source) =>
        new(step.Output.Name, step.Output, ShapeOf(step), source.Type, source.Groups, source.Bits, source.SameAs ?? source);

    private Shape ShapeOf(PlannedStep step) => PlanErrors.SampleShape(_graph.Maker(step.Output)!, step.Output);

    /// <summary>Asks for a value's range, unless the original model states its quantizer.</summary>
    private void Request(ObservationRequest request)
    {
        // Two ranges of a layer's outputs have the input of their activation function in common.
        if (!_graph.Quantizers.ContainsKey(request.Value) && !_requests.Exists(other => other.Value == request.Value))
        {
            _requests.Add(request);
        }
    }

    /// <summary>A rescaling to the other storage type, where a reader of the value cannot do with the one that it has.</summary>
    private void AddOtherForm(PlannedTensor tensor)
    {
        var wanted = _needs.Of(tensor.Value);
        if (tensor.Type == ElementType.S16 && wanted.HasFlag(Storage.U8))
        {
            AddRescale(tensor, ElementType.U8, Storage.U8, ".u8");
        }
        else if (tensor.Type == ElementType.U8 && wanted.HasFlag(Storage.S16))
        {
            AddRescale(tensor, ElementType.S16, Storage.S16, ".s16");
        }
    }

    private void AddRescale(PlannedTensor from, ElementType type, Storage form, string suffix)
    {
        var name = from.Name + suffix;
        while (_graph.Nodes.Any(node => node.Name == name || node.Output.Name == name))
        {
            name += "_";
        }

        var to = new PlannedTensor(name, from.Value, from.Shape, type, 1, _needs.Bits(from.Value, type)) { Observed = from.Observed };
        Declare(to);
        _placed.Add(new PlacedStep(new PlannedRescale(name, from.Value, null, form, from.Value), [from], to));
    }

    private void Declare(PlannedTensor tensor)
    {
        _tensors[(tensor.Value, tensor.Type)] = tensor;
        _tensorOrder.Add(tensor);
    }

    /// <summary>The tensor that a step reads.</summary>
    /// <param name="result">What the step makes of it.</param>
    private PlannedTensor Read(Reading reading, Value result) => (reading.Storage == Storage.AsResult ? _needs.MovedForm(result) : reading.Storage) switch
    {
        Storage.U8 => _tensors[(reading.Value, ElementType.U8)],
        Storage.S16 => _tensors[(reading.Value, ElementType.S16)],
        _ => _tensors.TryGetValue((reading.Value, ElementType.S16), out var wide) ? wide : _tensors[(reading.Value, ElementType.U8)],
    };
}
