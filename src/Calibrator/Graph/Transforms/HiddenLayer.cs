namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>A channel-mixing MLP on a residual stream: <paramref name="Sum"/> = x + second(function(first(y))), nothing else reading what lies between.</summary>
sealed record HiddenLayer(LinearNode First, ActivationNode Function, LinearNode Second, AddNode Sum)
{
    /// <summary>All of a network, in order.</summary>
    public static IEnumerable<HiddenLayer> Find(FloatGraph graph) =>
        from first in graph.Nodes.OfType<LinearNode>()
        where MixesChannels(first)
        let function = graph.OnlyReader(first.Output) as ActivationNode
        where function?.Functions.Count == 1
        let second = graph.OnlyReader(function.Output) as LinearNode
        where second is not null && MixesChannels(second)
        let sum = graph.OnlyReader(second.Output) as AddNode
        where sum is not null && sum.Left != sum.Right
        select new HiddenLayer(first, function, second, sum);

    /// <summary>The nodes that take the place of these, the last of which makes the sum.</summary>
    /// <param name="groups">For each hidden channel the number of its group.</param>
    /// <param name="suffixes">For each group what is appended to the names of its nodes and values; every group has a channel.</param>
    public IEnumerable<Node> Divide(int[] groups, string[] suffixes)
    {
        var sum = Sum.Left == Second.Output ? Sum.Right : Sum.Left;
        for (var g = 0; g < suffixes.Length; g++)
        {
            var (suffix, isLast) = (suffixes[g], g == suffixes.Length - 1);
            int[] channels = [.. Enumerable.Range(0, groups.Length).Where(c => groups[c] == g)];
            var (before, after) = (Part(First.Output, suffix, channels), Part(Function.Output, suffix, channels));
            yield return First with { Name = First.Name + suffix, Groups = [RowsOf(First.Groups[0], channels)], Output = before };
            yield return Function with { Name = Function.Name + suffix, Input = before, Output = after };

            var product = new Value(Second.Output.Name + suffix, Second.Output.Shape, null);
            var weights = InputsOf(Second.Groups[0], channels);
            yield return Second with
            {
                Name = Second.Name + suffix,
                Input = after,
                Groups = [g == 0 ? weights : weights with { Bias = new float[weights.Rows] }],
                Output = product,
            };

            var output = isLast ? Sum.Output : new Value(Sum.Output.Name + suffix, Sum.Output.Shape, null);
            yield return new AddNode(isLast ? Sum.Name : Sum.Name + suffix, sum, product, output);
            sum = output;
        }
    }

    private static bool MixesChannels(LinearNode node) => node.Groups is [{ ColumnScale: null }] && node.Axis == node.Input.Shape.Rank - 1;

    private static Value Part(Value value, string suffix, int[] channels)
    {
        var last = value.Shape.Rank - 1;
        return new Value(value.Name + suffix, value.Shape.With(last, channels.Length), value.Origin?.Selected(last, channels));
    }

    private static LinearWeights RowsOf(LinearWeights whole, int[] rows) => whole with
    {
        Rows = rows.Length,
        Weights = [.. rows.SelectMany(n => whole.Weights[(n * whole.Depth)..((n + 1) * whole.Depth)])],
        Bias = [.. rows.Select(n => whole.Bias[n])],
    };

    private static LinearWeights InputsOf(LinearWeights whole, int[] inputs) => whole with
    {
        Depth = inputs.Length,
        Weights = [.. Enumerable.Range(0, whole.Rows).SelectMany(n => inputs.Select(k => whole.Weights[(n * whole.Depth) + k]))],
    };
}
