using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>What a quantized step asks of the nodes that it stands for, each with the sentence that says what is wrong.</summary>
static class PlanErrors
{
    /// <summary>Highest rank of a tensor in a model file.</summary>
    private const int MaxRank = 5;

    /// <param name="reason">What is wrong with the node and others like it.</param>
    /// <param name="remedy">What would work; null where the reason says it.</param>
    /// <param name="cause">The reason without names and numbers, by which nodes are grouped; null where it has none.</param>
    public static UnsupportedModel Refuse(Node node, string reason, string? remedy = null, string? cause = null)
    {
        var kind = node.GetType().Name.Replace("Node", string.Empty, StringComparison.Ordinal);
        var shapes = $"{string.Join(", ", node.Inputs.Select(input => input.Shape))} -> {node.Output.Shape}";
        return new UnsupportedModel(
            node.Name,
            [
                new Refusal(
                    $"{kind} that cannot be quantized: {cause ?? reason}", remedy ?? "", [node.Name], shapes,
                    $"Node '{node.Name}' ({kind}) cannot be quantized: {reason}{(remedy is null ? "" : "; " + remedy)}."),
            ]);
    }

    /// <summary>The shape of one sample: without the batch axis, which must be 1; a single number has shape [1].</summary>
    public static Shape SampleShape(Node node, Value value)
    {
        var shape = value.Shape;
        if (shape.Rank == 0 || shape[0] != 1 || shape.Rank > MaxRank + 1)
        {
            throw Refuse(
                node, $"its tensor '{value.Name}' has shape {shape}", $"shapes of a leading 1 (the batch) and up to {MaxRank} further axes would work",
                "a tensor has a shape that model files do not have");
        }

        return shape.Rank == 1 ? new Shape(1) : new Shape([.. shape.Dims[1..]]);
    }

    public static int SampleAxis(Node node, int axis) =>
        axis >= 1 ? axis - 1 : throw Refuse(node, "it works along the batch axis, which quantized networks do not have");

    /// <summary>One function for each group of the linear layer.</summary>
    public static IReadOnlyList<ActivationFunction> FunctionsOfGroups(ActivationNode activation, LinearNode linear)
    {
        var functions = activation.Functions.Distinct().Count() == 1 ? [activation.Functions[0]] : activation.Functions;
        var groups = linear.Groups.Count;
        if (groups % functions.Count != 0 || (functions.Count > 1 && !linear.HasEqualGroups))
        {
            throw Refuse(activation, $"it has {functions.Count} functions for channel groups, but the linear layer before it has {groups} group(s)");
        }

        return [.. Enumerable.Range(0, groups).Select(g => functions[g * functions.Count / groups])];
    }

    /// <summary>
    /// Where the original model rounds ranges of channels differently, what reads the value must keep them apart: a token-mixing layer with as many groups,
    /// or a step that computes on each channel alone.
    /// </summary>
    public static void CheckRanges(FloatGraph graph, PlannedStep step)
    {
        foreach (var reading in step.Reads)
        {
            if (graph.Quantizers.TryGetValue(reading.Value, out var quantizers) && quantizers.Count > 1 && !reading.Ranges.Allows(quantizers.Count))
            {
                var readers = graph.Readers(reading.Value);
                throw Refuse(
                    readers.FirstOrDefault(node => node.Name == step.Name) ?? readers[0],
                    $"the model rounds its input '{reading.Value.Name}' with {quantizers.Count} different quantizers for ranges of channels, and it does not "
                        + "keep these apart",
                    "one quantizer for the whole tensor would work",
                    "the model rounds an input with several quantizers for ranges of channels, which the node does not keep apart");
            }
        }
    }

    /// <summary>Checks what a <see cref="ModelFormat.LinearStep"/> can express.</summary>
    public static void Check(LinearNode node)
    {
        var shape = SampleShape(node, node.Input);
        var axis = SampleAxis(node, node.Axis);
        var inner = shape.Inner(axis);
        if (node.Groups.Any(group => group.Depth != shape[axis] || group.Rows != node.Groups[0].Rows))
        {
            throw Refuse(node, $"its weights do not have {shape[axis]} inputs and one number of outputs in all groups");
        }

        var perChannel = node.Groups.Count > 1 || node.Groups[0].ColumnScale is not null;
        if (perChannel && inner != shape[^1])
        {
            throw Refuse(node, "groups and layer scales of columns need the mixed axis directly before the channel axis");
        }

        if (perChannel && node.Groups.Sum(group => group.Columns) != inner)
        {
            throw Refuse(node, $"its groups do not cover the {inner} channels");
        }
    }

    /// <summary>Checks what a <see cref="ModelFormat.MeanStep"/> can express.</summary>
    public static void Check(MeanNode node, Value input)
    {
        var shape = SampleShape(node, input);
        if (SampleAxis(node, node.Axis) != shape.Rank - 2)
        {
            throw Refuse(
                node, $"it averages axis {node.Axis} of {input.Shape}", "averaging over the axis directly before the channels (the last axis) would work",
                $"it averages axis {node.Axis} of {input.Shape.Rank}");
        }
    }
}
