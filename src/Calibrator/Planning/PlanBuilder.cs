using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Builds a <see cref="QuantizationPlan"/>: merges nodes, then chooses how each value is stored.</summary>
sealed class PlanBuilder
{
    private const Storage Wide = Storage.S16 | Storage.PreferS16;

    private readonly FloatGraph _graph;
    private readonly QuantizationSettings _settings;
    private readonly IReadOnlyList<PlannedUnit> _units;
    private readonly Value _output;
    private readonly Dictionary<Value, Storage> _wanted = [];
    private readonly Dictionary<(Value, ElementType), PlannedTensor> _tensors = [];
    private readonly List<PlannedTensor> _tensorOrder = [];
    private readonly List<PlannedStep> _steps = [];
    private readonly List<ObservationRequest> _requests = [];

    public PlanBuilder(FloatGraph graph, QuantizationSettings settings)
    {
        _graph = graph;
        _settings = settings;
        var builder = new UnitBuilder(graph);
        _units = builder.Build();
        _output = builder.OutputValue;
    }

    public QuantizationPlan Build()
    {
        CheckOutput();
        PlanErrors.CheckGroups(_graph);
        CollectStorage();
        var input = AddInput();
        foreach (var unit in _units.Where(IsUsed))
        {
            AddStep(unit);
        }

        return new QuantizationPlan(_graph, _settings, input, _tensorOrder, _steps, _tensors[(_output, ElementType.F32)], _requests);
    }

    private void CheckOutput()
    {
        var maker = _units.FirstOrDefault(unit => unit.Output == _output);
        if (maker is not LinearUnit { IsPlain: true } || _units.Any(unit => unit.Reads.Any(read => read.Value == _output)))
        {
            throw new UserError(
                $"The network's output '{_output.Name}' comes from {(maker is null ? "the input itself" : $"'{maker.Name}'")}; "
                + "a quantized network ends in a linear layer whose output nothing else uses. Export the model so that it ends in its classifier's logits.");
        }
    }

    /// <summary>From the last unit to the first, because a rearrangement wants of its source what is wanted of its result.</summary>
    private void CollectStorage()
    {
        foreach (var unit in _units.Reverse().Where(IsUsed))
        {
            foreach (var (value, storage) in unit.Reads)
            {
                _wanted[value] = _wanted.GetValueOrDefault(value) | (unit is RearrangeUnit ? Handed(_wanted[unit.Output]) : storage);
            }
        }
    }

    /// <summary>A rearrangement carries one form, the wider where both are wanted; the other is then made of its result.</summary>
    private static Storage Handed(Storage wanted) => (wanted & Wide) != 0 ? Storage.PreferS16 : Storage.U8;

    /// <summary>Nodes whose result nothing reads have no step.</summary>
    private bool IsUsed(PlannedUnit unit) => unit.Output == _output || _wanted.ContainsKey(unit.Output);

    private PlannedTensor AddInput()
    {
        var value = _graph.Input;
        if (!_wanted.ContainsKey(value))
        {
            throw new UserError($"The network's input '{value.Name}' is not used.");
        }

        var tensor = new PlannedTensor(value.Name, value, PlanErrors.SampleShape(_graph.Nodes[0], value), ElementType.U8, 1, BitsOf(value, ElementType.U8));
        Declare(tensor);
        Request(value, 1, tensor.Bits);
        AddOtherForm(tensor);
        return tensor;
    }

    private void AddStep(PlannedUnit unit)
    {
        switch (unit)
        {
            case LinearUnit linear:
                PlanErrors.Check(linear.Node);
                if (linear.BeforeActivation is { } before)
                {
                    Request(before, GroupsOf(linear.Node), QuantizerChoice.TableBits, linear.Activation);
                }

                var residual = linear.Residual is null ? null : _tensors[(linear.Residual, ElementType.S16)];
                Emit(unit, linear.Node, output => new PlannedLinear(
                    unit.Name, linear.Node, Bytes(linear.Node.Input), residual, linear.Activation, linear.BeforeActivation, output));
                break;
            case LayerNormUnit norm:
                Emit(unit, norm.Node, output => new PlannedLayerNorm(unit.Name, norm.Node, _tensors[(norm.Node.Input, ElementType.S16)], output));
                break;
            case AffineUnit affine:
                Emit(unit, affine.Node, output => new PlannedRescale(unit.Name, affine.Node, Widest(affine.Node.Input), output));
                break;
            case MultiplyUnit multiply:
                Emit(unit, multiply.Node, output => new PlannedMultiply(
                    unit.Name, multiply.Node, Widest(multiply.Node.Left), Widest(multiply.Node.Right), output));
                break;
            case MeanUnit mean:
                PlanErrors.Check(mean.Node, mean.Input);
                var axis = PlanErrors.SampleAxis(mean.Node, mean.Node.Axis);
                Emit(unit, mean.Node, output => new PlannedMean(unit.Name, axis, mean.Affine, Widest(mean.Input), output));
                break;
            case TableUnit table:
                Emit(unit, table.Node, output => new PlannedTable(unit.Name, table.Node.Functions[0], Bytes(table.Node.Input), output));
                break;
            case RoundingUnit rounding:
                Emit(unit, rounding.Node, output => new PlannedRescale(unit.Name, null, Widest(rounding.Node.Input), output));
                break;
            case RearrangeUnit rearrange:
                AddRearrange(rearrange);
                break;
        }
    }

    /// <summary>Adds the step that makes a value, in the form that its readers want most, and a rescaling where they want both.</summary>
    private void Emit(PlannedUnit unit, Node node, Func<PlannedTensor, PlannedStep> step)
    {
        var shape = PlanErrors.SampleShape(node, unit.Output);
        var wanted = _wanted.GetValueOrDefault(unit.Output);

        // What the original model rounds to bytes is made as bytes, and widened for those who want it wider.
        var quantizers = _graph.Quantizers.GetValueOrDefault(unit.Output);
        var wide = unit.Writes == Storage.S16 || (quantizers is null && unit.Writes.HasFlag(Storage.S16) && (wanted & Wide) != 0);
        var type = unit.Output == _output ? ElementType.F32 : wide ? ElementType.S16 : ElementType.U8;
        var groups = type switch { ElementType.U8 => quantizers?.Count ?? GroupsWanted(unit), ElementType.S16 => 1, _ => 0 };
        var tensor = new PlannedTensor(unit.Output.Name, unit.Output, shape, type, groups, BitsOf(unit.Output, type));
        Declare(tensor);
        _steps.Add(step(tensor));
        if (type != ElementType.F32)
        {
            Request(unit.Output, groups, tensor.Bits);
            AddOtherForm(tensor);
        }
    }

    /// <summary>Asks for a value's range, unless the original model states its quantizer.</summary>
    /// <param name="bits">Of the quantizer; 16 bits have values to spare.</param>
    /// <param name="functions">As <see cref="ObservationRequest.Functions"/>.</param>
    private void Request(Value value, int groups, int bits, IReadOnlyList<ActivationFunction>? functions = null)
    {
        // Two ranges of a layer's outputs have the input of their activation function in common.
        if (!_graph.Quantizers.ContainsKey(value) && !_requests.Exists(request => request.Value == value))
        {
            _requests.Add(new ObservationRequest(value, groups, FullRange: bits == 16, 1 << bits, functions));
        }
    }

    private void AddRearrange(RearrangeUnit unit)
    {
        var wanted = _wanted[unit.Output];
        var source = (wanted & Wide) != 0 ? Widest(unit.Source) : Bytes(unit.Source);
        var root = source.SameAs ?? source;
        var shape = PlanErrors.SampleShape(unit.Node, unit.Output);
        var tensor = new PlannedTensor(unit.Output.Name, unit.Output, shape, source.Type, source.Groups, source.Bits, root);
        Declare(tensor);
        _steps.Add(new PlannedRearrange(unit.Name, unit.Map, source, tensor));
        AddOtherForm(tensor);
    }

    /// <summary>A rescaling to the other storage type, where a reader of the value cannot do with the one that it has.</summary>
    private void AddOtherForm(PlannedTensor tensor)
    {
        var wanted = _wanted[tensor.Value];
        if (tensor.Type == ElementType.S16 && (wanted & Storage.U8) != 0)
        {
            AddRescale(tensor, ElementType.U8, ".u8");
        }
        else if (tensor.Type == ElementType.U8 && (wanted & Storage.S16) != 0)
        {
            AddRescale(tensor, ElementType.S16, ".s16");
        }
    }

    private void AddRescale(PlannedTensor from, ElementType type, string suffix)
    {
        var name = from.Name + suffix;
        while (_graph.Nodes.Any(node => node.Name == name || node.Output.Name == name))
        {
            name += "_";
        }

        var to = new PlannedTensor(name, from.Value, from.Shape, type, 1, BitsOf(from.Value, type)) { Observed = from.Observed };
        Declare(to);
        _steps.Add(new PlannedRescale(name, null, from, to));
    }

    /// <summary>Of bytes: the most that a linear layer wants which reads the value, or a rearrangement of it.</summary>
    private int BitsOf(Value value, ElementType type) => type switch
    {
        ElementType.U8 => Readers(value).Select(unit => unit is LinearUnit linear ? _settings.InputBitsOf(linear.Name) : _settings.ActivationBits)
            .DefaultIfEmpty(_settings.ActivationBits).Max(),
        ElementType.S16 => _settings.ResidualBits,
        _ => 0,
    };

    /// <summary>The units that read a value, through rearrangements.</summary>
    private IEnumerable<PlannedUnit> Readers(Value value) => _units
        .Where(unit => unit.Reads.Any(read => read.Value == value))
        .SelectMany(unit => unit is RearrangeUnit ? Readers(unit.Output) : [unit]);

    private void Declare(PlannedTensor tensor)
    {
        _tensors[(tensor.Value, tensor.Type)] = tensor;
        _tensorOrder.Add(tensor);
    }

    private PlannedTensor Bytes(Value value) => _tensors[(value, ElementType.U8)];

    private PlannedTensor Widest(Value value) => _tensors.TryGetValue((value, ElementType.S16), out var wide) ? wide : Bytes(value);

    /// <summary>Quantizer groups that follow the groups of a linear layer: as many as it has, if they are equally wide.</summary>
    private static int GroupsOf(LinearNode node) => node.HasEqualGroups ? node.Groups.Count : 1;

    /// <summary>
    /// A tensor has a quantizer for each group of the token-mixing layers that read it, if those agree and nothing else reads it,
    /// and if the step that makes it can write it so.
    /// </summary>
    private int GroupsWanted(PlannedUnit maker)
    {
        var readers = _units.Where(unit => unit.Reads.Any(read => read.Value == maker.Output)).ToList();
        if (readers.Any(reader => reader is not LinearUnit))
        {
            return 1;
        }

        var counts = readers.Cast<LinearUnit>().Select(reader => GroupsOf(reader.Node)).Distinct().ToList();
        var groups = counts.Count == 1 ? counts[0] : 1;
        return maker switch
        {
            LinearUnit linear when GroupsOf(linear.Node) != groups => 1,
            TableUnit or MultiplyUnit => 1,
            _ => groups,
        };
    }
}
