using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Quantization;

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

        IReadOnlyList<ActivationFunction>? functions = null;
        Value? beforeActivation = null;
        if (OnlyReader(last.Output) is ActivationNode activation)
        {
            var ofGroups = PlanErrors.FunctionsOfGroups(activation, linear);
            var onlyClips = ofGroups.All(function => function is ClipFunction) && !IsRoundedOtherwise(activation);
            if (onlyClips || (residual is null && !IsRoundedLoosely(last.Output, activation)))
            {
                functions = ofGroups;
                beforeActivation = onlyClips ? null : activation.Input;
                last = Absorb(last, activation);
            }
        }

        _units[last] = new LinearUnit(linear, residual, functions, beforeActivation, last.Output);
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
        MultiplyNode => throw PlanErrors.Refuse(node, "products of two activations are not quantized yet; a product with a constant (layer scale) would work"),
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
