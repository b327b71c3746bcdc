using QMlp.Calibrator.Onnx.Schema;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>
/// Activation functions: as the ONNX operator where the function is known by name, which ONNX Runtime runs in float; otherwise as a
/// Gather from the very table.
/// </summary>
static class FunctionExport
{
    /// <summary>The float value of the function.</summary>
    /// <param name="input">Quantizer of the table's input.</param>
    /// <param name="output">Quantizer of the table's entries.</param>
    public static string Apply(ExportContext context, string name, string value, ActivationTable table, Quantizer input, Quantizer output)
    {
        var graph = context.Graph;
        return table.Function switch
        {
            "gelu" => graph.Node("Gelu", name, [value]),
            "gelu-tanh" => graph.Node("Gelu", name, [value], ("approximate", "tanh")),
            "sigmoid" => graph.Node("Sigmoid", name, [value]),
            "silu" => graph.Node("Mul", name, [value, graph.Node("Sigmoid", $"{name}/sigmoid", [value])]),
            "tanh" => graph.Node("Tanh", name, [value]),
            "hard-swish" => graph.Node("HardSwish", name, [value]),
            _ => Gather(context, name, value, table, input, output),
        };
    }

    private static string Gather(ExportContext context, string name, string value, ActivationTable table, Quantizer input, Quantizer output)
    {
        var graph = context.Graph;
        var entries = new float[256];
        var data = context.Model.Weights.Span(table.Data);
        for (var q = 0; q < entries.Length; q++)
        {
            entries[q] = output.Scale * (data[q] - output.ZeroPoint);
        }

        var zeroPoint = graph.Initializer($"{name}/zero_point", TensorProto.Types.DataType.Uint8, [(byte)input.ZeroPoint]);
        var index = graph.Node("QuantizeLinear", $"{name}/quantized", [value, graph.Floats($"{name}/scale", [table.InputScale]), zeroPoint]);
        index = graph.Node("Cast", $"{name}/index", [index], ("to", (int)TensorProto.Types.DataType.Int32));
        return graph.Node("Gather", name, [graph.Floats($"{name}/table", entries, entries.Length), index], ("axis", 0));
    }
}
