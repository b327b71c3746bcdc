using QMlp.Calibrator.Graph;

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
    /// <param name="groups">For each hidden channel the number of its group; every number from 0 to the largest occurs.</param>
    public IEnumerable<Node> Divide(int[] groups)
    {
        var sum = Sum.Left == Second.Output ? Sum.Right : Sum.Left;
        var last = groups.Max();
        for (var g = 0; g <= last; g++)
        {
            int[] channels = [.. Enumerable.Range(0, groups.Length).Where(c => groups[c] == g)];
            var (before, after) = (Part(First.Output, g, channels), Part(Function.Output, g, channels));
            yield return First with { Name = PartName.Of(First.Name, g), Groups = [RowsOf(First.Groups[0], channels)], Output = before };
            yield return Function with { Name = PartName.Of(Function.Name, g), Input = before, Output = after };

            var product = new Value(PartName.Of(Second.Output.Name, g), Second.Output.Shape, null);
            var weights = InputsOf(Second.Groups[0], channels);
            yield return Second with { Name = PartName.Of(Second.Name, g), Input = after, Groups = [g == 0 ? weights : weights with { Bias = new float[weights.Rows] }], Output = product };

            var output = g == last ? Sum.Output : new Value(PartName.Of(Sum.Output.Name, g), Sum.Output.Shape, null);
            yield return new AddNode(g == last ? Sum.Name : PartName.Of(Sum.Name, g), sum, product, output);
            sum = output;
        }
    }

    private static bool MixesChannels(LinearNode node) => node.Groups is [{ ColumnScale: null }] && node.Axis == node.Input.Shape.Rank - 1;

    private static Value Part(Value value, int g, int[] channels) => new(
        PartName.Of(value.Name, g),
        value.Shape.With(value.Shape.Rank - 1, channels.Length),
        value.Origin?.Selected(value.Shape.Rank - 1, channels));

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
