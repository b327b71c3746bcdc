using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Divides a float network into <see cref="PlannedUnit"/>s: which nodes merge into one step. A node is absorbed only where its
/// input has no other reader, since that input then no longer exists.
/// </summary>
sealed class UnitBuilder
{
    private readonly FloatGraph _graph;
    private readonly Dictionary<Value, List<Node>> _readers = [];
    private readonly Dictionary<Value, int> _position = [];
    private readonly Dictionary<Value, Node> _maker = [];
    private readonly Dictionary<AddNode, LinearNode> _residuals = [];

    /// <summary>The unit that a node ends; nodes absorbed into a later one have none.</summary>
    private readonly Dictionary<Node, PlannedUnit> _units = [];
    private readonly HashSet<Node> _absorbed = [];

    public UnitBuilder(FloatGraph graph)
    {
        _graph = graph;
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            _position[node.Output] = i;
            _maker[node.Output] = node;
            foreach (var input in node.Inputs)
            {
                (_readers.TryGetValue(input, out var readers) ? readers : _readers[input] = []).Add(node);
            }
        }

        OutputValue = OutputBehindReshapes();
    }

    /// <summary>The network's output; reshapes of it are left out, since logits are a plain list.</summary>
    public Value OutputValue { get; }

    /// <summary>The units in an order in which each value is made before it is read.</summary>
    public IReadOnlyList<PlannedUnit> Build()
    {
        foreach (var add in _graph.Nodes.OfType<AddNode>())
        {
            ChooseResidual(add);
        }

        foreach (var linear in _graph.Nodes.OfType<LinearNode>())
        {
            MergeLinear(linear);
        }

        foreach (var mean in _graph.Nodes.OfType<MeanNode>())
        {
            MergeMean(mean);
        }

        foreach (var node in _graph.Nodes)
        {
            if (!_units.ContainsKey(node) && !_absorbed.Contains(node))
            {
                _units[node] = Single(node);
            }
        }

        return [.. _graph.Nodes.Where(_units.ContainsKey).Select(node => _units[node])];
    }

    private Value OutputBehindReshapes()
    {
        var value = _graph.Output;
        while (_maker.TryGetValue(value, out var maker) && maker is ReshapeNode reshape
            && _maker.ContainsKey(reshape.Input) && _readers[reshape.Input].Count == 1)
        {
            _absorbed.Add(reshape);
            value = reshape.Input;
        }

        return value;
    }

    /// <summary>The one node that reads a value; null where there are several or where the value is the network's output.</summary>
    private Node? OnlyReader(Value value) =>
        value != OutputValue && _readers.TryGetValue(value, out var readers) && readers.Count == 1 ? readers[0] : null;

    /// <summary>
    /// Decides which operand of a sum is computed in the same step. Of two linear layers it is the later one: the other operand
    /// is then there already.
    /// </summary>
    private void ChooseResidual(AddNode add)
    {
        var candidate = new[] { add.Left, add.Right }
            .Where(value => OnlyReader(value) == add && _maker.GetValueOrDefault(value) is LinearNode)
            .OrderBy(value => _position[value])
            .LastOrDefault();
        if (candidate is null || add.Left == add.Right)
        {
            throw PlanErrors.Refuse(
                add, "neither operand is the output of a linear layer that is read only here; a residual connection around a linear layer would work");
        }

        _residuals[add] = (LinearNode)_maker[candidate];
    }

    private void MergeLinear(LinearNode linear)
    {
        Node last = linear;
        Value? residual = null;
        if (OnlyReader(linear.Output) is AddNode add && _residuals[add] == linear)
        {
            residual = add.Left == linear.Output ? add.Right : add.Left;
            last = Absorb(last, add);
        }

        var unit = MergeActivation(new LinearUnit(linear, residual, null, null, last.Output));
        if (residual is null && RangesOf(unit) is { } ranges)
        {
            MergeRanges(unit, ranges);
        }
        else
        {
            _units[_maker[unit.Output]] = unit;
        }
    }

    /// <summary>The unit with the activation function behind it, where the step can apply it.</summary>
    private LinearUnit MergeActivation(LinearUnit unit)
    {
        if (OnlyReader(unit.Output) is not ActivationNode activation || IsRoundedLoosely(unit.Output, activation))
        {
            return unit;
        }

        var ofGroups = PlanErrors.FunctionsOfGroups(activation, unit.Node);
        var onlyClips = ofGroups.All(function => function is ClipFunction) && !IsRoundedOtherwise(activation);
        if (!onlyClips && unit.Residual is not null)
        {
            return unit;
        }

        return unit with
        {
            Activation = ofGroups,
            BeforeActivation = onlyClips ? null : activation.Input,
            Output = Absorb(_maker[unit.Output], activation).Output,
        };
    }

    /// <summary>
    /// The slices that take a layer's outputs apart, in order, if nothing else reads them and none overlaps another: the halves of a gated unit.
    /// Each becomes a layer with some of the weights, so that nothing is copied and each has a quantizer of its own. Null where the original model
    /// rounds the whole otherwise than its parts.
    /// </summary>
    private List<SliceNode>? RangesOf(LinearUnit unit)
    {
        if (unit.Output == OutputValue || !_readers.TryGetValue(unit.Output, out var readers)
            || !readers.All(reader => reader is SliceNode slice && slice.Axis == unit.Node.Axis && IsRoundedAlike(unit.Output, slice.Output)))
        {
            return null;
        }

        var slices = readers.Cast<SliceNode>().OrderBy(slice => slice.Start).ToList();
        return slices.Zip(slices.Skip(1), (one, next) => one.Start + one.Length <= next.Start).All(apart => apart) ? slices : null;
    }

    private bool IsRoundedAlike(Value whole, Value part) =>
        !_graph.Quantizers.TryGetValue(whole, out var before) || (_graph.Quantizers.TryGetValue(part, out var after) && before.SequenceEqual(after));

    private void MergeRanges(LinearUnit whole, List<SliceNode> slices)
    {
        _absorbed.Add(_maker[whole.Output]);
        for (var i = 0; i < slices.Count; i++)
        {
            var slice = slices[i];
            var name = slices.Count == 1 ? whole.Node.Name : UniqueName($"{whole.Node.Name}.{i}");
            var unit = whole with { Name = name, Node = CutRows(whole, slice, name), Output = slice.Output };
            if (unit.Activation is null)
            {
                unit = MergeActivation(unit);
            }

            _units[_maker[unit.Output]] = unit;
        }
    }

    /// <summary>What makes a range of a layer's outputs.</summary>
    private static LinearNode CutRows(LinearUnit whole, SliceNode slice, string name) => whole.Node with
    {
        Name = name,
        Groups = [.. whole.Node.Groups.Select(group => group.CutRows(slice.Start, slice.Length))],
        Output = whole.Activation is null ? slice.Output : new Value($"{whole.Node.Output.Name}:{name}", slice.Output.Shape, null),
    };

    private string UniqueName(string name)
    {
        while (_graph.Nodes.Any(node => node.Name == name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>Whether the original model rounds a clip's input and its result to different integers: no clamp can do both.</summary>
    private bool IsRoundedOtherwise(ActivationNode activation) =>
        _graph.Quantizers.TryGetValue(activation.Input, out var before)
        && !(_graph.Quantizers.TryGetValue(activation.Output, out var after) && before.SequenceEqual(after));

    /// <summary>A rounding of something that has no integers yet is no function of integers, so no table.</summary>
    private bool IsRoundedLoosely(Value input, ActivationNode activation) =>
        activation.Functions.All(function => function is RoundingFunction) && !_graph.Quantizers.ContainsKey(input);

    private void MergeMean(MeanNode mean)
    {
        if (_maker.GetValueOrDefault(mean.Input) is AffineNode before && OnlyReader(mean.Input) == mean)
        {
            Absorb(before, mean);
            _units[mean] = new MeanUnit(mean, before, before.Input, mean.Output);
        }
        else if (OnlyReader(mean.Output) is AffineNode after)
        {
            Absorb(mean, after);
            _units[after] = new MeanUnit(mean, after, mean.Input, after.Output);
        }
        else
        {
            _units[mean] = new MeanUnit(mean, null, mean.Input, mean.Output);
        }
    }

    private Node Absorb(Node earlier, Node later)
    {
        _absorbed.Add(earlier);
        return later;
    }

    private PlannedUnit Single(Node node) => node switch
    {
        ActivationNode rounding when IsRoundedLoosely(rounding.Input, rounding) => new RoundingUnit(rounding),
        LayerNormNode norm => new LayerNormUnit(norm),
        AffineNode affine => new AffineUnit(affine),
        ActivationNode activation when activation.Functions.Distinct().Count() == 1 => new TableUnit(activation),
        ActivationNode activation => throw PlanErrors.Refuse(
            activation, "it has different functions for channel groups but does not directly follow a linear layer with those groups"),
        ReshapeNode reshape => new RearrangeUnit(reshape, reshape.Input, IndexMap.Identity(Sample(reshape, reshape.Input))),
        TransposeNode transpose => Transpose(transpose),
        SliceNode slice => new RearrangeUnit(
            slice, slice.Input, IndexMap.Slice(Sample(slice, slice.Input), SampleAxis(slice, slice.Axis), slice.Start, slice.Length)),
        PatchesNode patches => new RearrangeUnit(
            patches, patches.Input, IndexMap.Patches(Sample(patches, patches.Input), patches.PatchHeight, patches.PatchWidth)),
        ConvNode => throw PlanErrors.Refuse(node, "only convolutions that cut an image into non-overlapping patches (kernel equal to stride, no padding) are quantized"),
        MultiplyNode multiply => new MultiplyUnit(multiply),
        ConcatNode => throw PlanErrors.Refuse(node, "joining of activations is not quantized yet, except that of token-mixing groups"),
        SoftmaxNode => throw PlanErrors.Refuse(node, "softmax is not quantized yet; a network that ends in logits would work"),
        _ => throw PlanErrors.Refuse(node, "there is no quantized form of this operator"),
    };

    private static RearrangeUnit Transpose(TransposeNode node)
    {
        if (node.Permutation[0] != 0)
        {
            throw PlanErrors.Refuse(node, "it moves the batch axis, which quantized networks do not have");
        }

        int[] permutation = [.. node.Permutation.Skip(1).Select(axis => axis - 1)];
        return new RearrangeUnit(node, node.Input, IndexMap.Permute(Sample(node, node.Input), permutation));
    }

    private static Shape Sample(Node node, Value value) => PlanErrors.SampleShape(node, value);

    private static int SampleAxis(Node node, int axis) => PlanErrors.SampleAxis(node, axis);
}
