using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Passes;
using QMlp.Calibrator.Onnx.Reading;

namespace QMlp.Calibrator.Onnx;

/// <summary>From an ONNX model, in whichever dialect its exporter wrote it, to the float graph of canonical operators.</summary>
static class Importer
{
    /// <summary>Imports and simplifies.</summary>
    /// <exception cref="UserError">The model has an operator or form that is not supported; the message names node, operator, reason and remedy.</exception>
    public static FloatGraph Import(OnnxModel model, CancellationToken cancellation = default)
    {
        var read = GraphReader.Read(model, cancellation);
        try
        {
            var graph = Simplifier.Run(DeadCode.Remove(read), cancellation);
            return graph.Nodes.OfType<PrimitiveNode>().FirstOrDefault() is { } leftover
                ? throw Refuse(model.FileName, leftover)
                : SumRoundedValues.Run(AttachQuantizers.Run(graph));
        }
        catch (Exception error) when (error is not (UserError or OperationCanceledException))
        {
            throw new UserError(
                $"{model.FileName}: the graph makes no sense as a network ({error.Message.TrimEnd('.')}); the file is damaged, export it again.", error);
        }
    }

    /// <summary>Arithmetic that belongs to no operator or activation function that QMlp knows.</summary>
    private static UserError Refuse(string fileName, PrimitiveNode node)
    {
        var reason = node switch
        {
            { Operands: [{ Value: not null }, { Value: not null }] } =>
                $"combines activations of shapes {node.Operands[0].Shape} and {node.Operands[1].Shape} elementwise; what is supported: sums and products of "
                    + "equal shapes, functions of one activation, layer normalization over one axis",
            { Operands: [_, { Constant: { Uniform: null } constant }] } => Varying(constant),
            { Operands: [{ Constant: { Uniform: null } constant }, _] } => Varying(constant),
            _ => "is part of nothing that QMlp knows; what is supported: functions of one activation that keep its shape, layer normalization over "
                + "one axis, and constants that vary along one axis",
        };
        return new UserError($"{fileName}: operator {node.Source} {reason}.");
    }

    private static string Varying(Constant constant) =>
        $"combines an activation with a constant of shape {constant.Shape}; sums and products with constants that vary along one axis are supported";
}
