using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Passes;
using QMlp.Calibrator.Onnx.Reading;

namespace QMlp.Calibrator.Onnx;

/// <summary>From an ONNX model, in whichever dialect its exporter wrote it, to the float graph of canonical operators.</summary>
static class Importer
{
    /// <summary>Imports and simplifies.</summary>
    /// <exception cref="UserError">The model has operators or forms that are not supported; the message names node, operator, reason and remedy.</exception>
    public static FloatGraph Import(OnnxModel model, CancellationToken cancellation = default)
    {
        var network = Read(model, null, cancellation);
        return network.Refusals.Count == 0 ? network.Graph! : throw new UnsupportedModel(model.FileName, network.Refusals, network.End);
    }

    /// <summary>Imports and simplifies what is understood, and lists what is not.</summary>
    /// <param name="infer">Shapes by ONNX's rules, asked for where the file does not state that of a tensor behind a node that is not understood.</param>
    /// <exception cref="UserError">The model cannot be read at all.</exception>
    public static ImportedNetwork Read(
        OnnxModel model, Func<IReadOnlyDictionary<string, IReadOnlyList<long>>>? infer, CancellationToken cancellation = default)
    {
        var read = DeadCode.Remove(GraphReader.Read(model, new StatedShapes(model, infer), cancellation));
        var opaque = read.Nodes.OfType<OpaqueNode>().ToList();
        List<Refusal> refusals = [.. opaque.Select(node => node.Refusal).OfType<Refusal>().Distinct(ReferenceEqualityComparer.Instance).Cast<Refusal>()];
        var end = End(model.FileName, [.. opaque.Where(node => node.Refusal is null).Select(node => node.Name).Distinct()]);
        try
        {
            var graph = SumRoundedValues.Run(AttachQuantizers.Run(Simplifier.Run(read, cancellation)));
            refusals.AddRange(Leftovers(graph, opaque).SelectMany(node => Refuse(model.FileName, node).Refusals));
            return new ImportedNetwork(graph, refusals, end);
        }
        catch (Exception) when (refusals.Count > 0 && !cancellation.IsCancellationRequested)
        {
            // Passes count on shapes that fit each other, which nothing says of those behind an opaque node.
            return new ImportedNetwork(null, refusals, end);
        }
        catch (Exception error) when (error is not (UserError or OperationCanceledException))
        {
            throw new UserError(
                $"{model.FileName}: the graph makes no sense as a network ({error.Message.TrimEnd('.')}); the file is damaged, export it again.", error);
        }
    }

    /// <summary>Arithmetic that no pass made an operator of, but for what stands beside an opaque node: it may be part of the same function.</summary>
    private static IEnumerable<PrimitiveNode> Leftovers(FloatGraph graph, IReadOnlyList<OpaqueNode> opaque)
    {
        var made = opaque.Select(node => node.Output.Name).ToHashSet(StringComparer.Ordinal);
        var read = opaque.SelectMany(node => node.Inputs).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        return graph.Nodes.OfType<PrimitiveNode>().Where(node =>
            !read.Contains(node.Output.Name) && !node.Inputs.Any(value => made.Contains(value.Name)));
    }

    private static string? End(string fileName, IReadOnlyList<string> unread) => unread.Count == 0 ? null
        : $"{fileName}: {unread.Count} node{(unread.Count == 1 ? " was" : "s were")} not looked at (first '{unread[0]}'), behind nodes that are not "
            + "understood: what those make has no known shape, or holds no floats.";

    /// <summary>Arithmetic that belongs to no operator or activation function that QMlp knows.</summary>
    private static UnsupportedModel Refuse(string fileName, PrimitiveNode node)
    {
        var (reason, remedy) = node switch
        {
            { Operands: [{ Value: not null }, { Value: not null }] } => (
                $"combines activations of shapes {node.Operands[0].Shape} and {node.Operands[1].Shape} elementwise",
                "what is supported: sums and products of equal shapes, functions of one activation, layer normalization over one axis"),
            { Operands: [_, { Constant: { Uniform: null } constant }] } => Varying(constant),
            { Operands: [{ Constant: { Uniform: null } constant }, _] } => Varying(constant),
            _ => (
                "is part of nothing that QMlp knows",
                "what is supported: functions of one activation that keep its shape, layer normalization over one axis, and constants that vary along one "
                    + "axis"),
        };
        var shapes = $"{string.Join(", ", node.Operands.Select(operand => operand.Shape))} -> {node.Output.Shape}";
        var operation = $"{node.Operation}".ToLowerInvariant();
        return new UnsupportedModel(
            fileName,
            [
                new Refusal(
                    $"arithmetic ({operation}) that belongs to no operator or function that QMlp knows", remedy, [node.Name], shapes,
                    $"{fileName}: operator {node.Source} {reason}; {remedy}."),
            ]);
    }

    private static (string Reason, string Remedy) Varying(Constant constant) =>
        ($"combines an activation with a constant of shape {constant.Shape}", "sums and products with constants that vary along one axis are supported");
}
