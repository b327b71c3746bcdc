using QMlp.ModelFormat;

namespace QMlp.Calibrator.Graph.Transforms;

/// <summary>A float network that was rewritten without changing what it computes, and what was done to it.</summary>
/// <param name="Done">In order; empty where nothing was changed.</param>
sealed record TransformedGraph(FloatGraph Graph, IReadOnlyList<Transformation> Done)
{
    /// <summary>Does what a record says to the network as it was before; each kind of record that transforms make has one.</summary>
    private static readonly Dictionary<Type, Func<FloatGraph, Transformation, FloatGraph>> Replays = new()
    {
        [typeof(DividedChannels)] = (graph, done) => HiddenGroups.Replay(graph, (DividedChannels)done),
        [typeof(ScaledChannels)] = (graph, done) => ChannelEqualization.Replay(graph, (ScaledChannels)done),
        [typeof(GroupedColumns)] = (graph, done) => TokenGroups.Replay(graph, (GroupedColumns)done),
    };

    /// <summary>The network to which the same is done once more: the one whose values the tensors of a quantized model stand for.</summary>
    /// <param name="graph">The float network as it was imported.</param>
    /// <param name="done">What the model says was done.</param>
    /// <exception cref="UserError">It cannot have been done to this network.</exception>
    public static FloatGraph Replay(FloatGraph graph, IEnumerable<Transformation> done) => done.Aggregate(
        graph,
        (current, transformation) => Replays.TryGetValue(transformation.GetType(), out var replay)
            ? replay(current, transformation)
            : throw Misfit(graph, transformation, "that is none of the changes that this version of qmlp makes"));

    /// <summary>The transforms of a network that records were made for, done.</summary>
    public static TransformedGraph Of(FloatGraph graph, IReadOnlyList<Transformation> done) => new(Replay(graph, done), done);

    public static UserError Misfit(FloatGraph graph, Transformation transformation, string reason) => new(
        $"The quantized model says that '{transformation.Target}' was changed before it was quantized, and '{graph.Name}' does not fit that: {reason}. "
        + "Compare the model with the float model that it was calibrated from.");
}
