namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Chooses for each value the order in which its channels (its last axis) lie, so that <see cref="ChannelShuffle"/>s become the identity. Values that an
/// operator relates channel by channel have related orders; a product that mixes channels reads and makes them in any order;
/// what depends on the order keeps it.
/// </summary>
sealed class ChannelOrders
{
    private readonly Dictionary<Value, List<Relation>> _relations = [];
    private readonly HashSet<Value> _fixed = [];
    private readonly Dictionary<Value, int[]> _orders = [];
    private readonly HashSet<Value> _kept = [];

    public ChannelOrders(FloatGraph graph, IReadOnlyCollection<ChannelShuffle> shuffles)
    {
        var shuffling = shuffles.SelectMany(shuffle => shuffle.Nodes).ToHashSet();
        _fixed.UnionWith([graph.Input, graph.Output]);
        foreach (var shuffle in shuffles)
        {
            Relate(shuffle.Input, shuffle.Output, shuffle.Order);
        }

        foreach (var node in graph.Nodes.Where(node => !shuffling.Contains(node)))
        {
            Relate(node);
        }

        foreach (var shuffle in shuffles.Where(shuffle => !_orders.ContainsKey(shuffle.Input) && !_kept.Contains(shuffle.Input)))
        {
            Choose(shuffle.Input);
        }
    }

    /// <summary>Channel i of the value as it is from now on is channel order[i] of the value as it was; null where nothing changes.</summary>
    public int[]? Of(Value value) => _orders.TryGetValue(value, out var order) && !Permutations.IsIdentity(order) ? order : null;

    /// <summary>Whether the shuffle has become the identity: an order was found for all that is related to it.</summary>
    public bool Removes(ChannelShuffle shuffle) => _orders.ContainsKey(shuffle.Input);

    private void Relate(Node node)
    {
        if (node is LinearNode linear && linear.Axis == linear.Input.Shape.Rank - 1)
        {
            return;
        }

        if (KeepsChannels(node))
        {
            foreach (var input in node.Inputs)
            {
                Relate(input, node.Output, [.. Enumerable.Range(0, node.Output.Shape[^1])]);
            }
        }
        else
        {
            _fixed.UnionWith([.. node.Inputs, node.Output]);
        }
    }

    /// <summary>Whether channel i of the output depends on channel i of each input as any other does on its own, or on all of them in any order.</summary>
    private static bool KeepsChannels(Node node) => node switch
    {
        LinearNode linear => linear.Groups.Count == 1,
        ActivationNode activation => activation.Functions.Count == 1,
        AxisAffineNode or LayerNormNode or AddNode or MultiplyNode => true,
        MeanNode mean => mean.Axis < mean.Input.Shape.Rank - 1,
        SliceNode slice => slice.Axis < slice.Input.Shape.Rank - 1,
        ConcatNode concat => concat.Axis < concat.Output.Shape.Rank - 1,
        TransposeNode transpose => transpose.Permutation[^1] == transpose.Permutation.Count - 1,
        ReshapeNode { Input.Shape: { Rank: > 0 } from, Output.Shape: { Rank: > 0 } to } => from[^1] == to[^1],
        _ => false,
    };

    /// <param name="order">Channel i of the second value is channel order[i] of the first.</param>
    private void Relate(Value first, Value second, int[] order)
    {
        RelationsOf(first).Add(new Relation(second, Permutations.Inverse(order)));
        RelationsOf(second).Add(new Relation(first, order));
    }

    private List<Relation> RelationsOf(Value value) => _relations.TryGetValue(value, out var relations) ? relations : _relations[value] = [];

    /// <summary>Orders for all values that are related to one, if there are any that agree with each other and with what is fixed.</summary>
    private void Choose(Value member)
    {
        var related = Related(member);
        var start = related.FirstOrDefault(_fixed.Contains) ?? member;
        var orders = new Dictionary<Value, int[]> { [start] = [.. Enumerable.Range(0, start.Shape[^1])] };
        var waiting = new Queue<Value>([start]);
        while (waiting.TryDequeue(out var value))
        {
            foreach (var (other, step) in RelationsOf(value))
            {
                var order = Permutations.Compose(step, orders[value]);
                if (!orders.TryGetValue(other, out var known))
                {
                    orders[other] = order;
                    waiting.Enqueue(other);
                }
                else if (!known.AsSpan().SequenceEqual(order))
                {
                    _kept.UnionWith(related);
                    return;
                }
            }
        }

        if (related.Where(_fixed.Contains).All(value => Permutations.IsIdentity(orders[value])))
        {
            foreach (var (value, order) in orders)
            {
                _orders[value] = order;
            }
        }
        else
        {
            _kept.UnionWith(related);
        }
    }

    private List<Value> Related(Value member)
    {
        var found = new List<Value> { member };
        var seen = new HashSet<Value>(found);
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(RelationsOf(found[i]).Select(relation => relation.Other).Where(seen.Add));
        }

        return found;
    }

    /// <summary>Where a value's channels lie in order o, those of the other one lie in order Step[o[i]].</summary>
    private sealed record Relation(Value Other, int[] Step);
}
