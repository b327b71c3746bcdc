using QMlp.Calibrator.Onnx;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>
/// Writes a quantized model as ONNX with the same weights, scales and zero points, in the form that ONNX Runtime runs best:
/// products as Gemm on rank-2 values between DequantizeLinear and QuantizeLinear, norms, additions and activation functions in float.
/// Samples keep the float model's input shape with a batch of 1.
/// </summary>
static class OnnxExporter
{
    /// <summary>Opset 21 is the first whose DequantizeLinear takes 4-bit weights; Gelu exists since 20.</summary>
    private const int Opset = 21;

    /// <summary>Name of the output, of shape [1, ...].</summary>
    public static string OutputName(QuantizedModel model) => model.Input.Name == "logits" ? "output" : "logits";

    /// <summary>The bytes of the ONNX file.</summary>
    /// <exception cref="UserError">The format cannot express the model.</exception>
    public static byte[] Export(QuantizedModel model, ExportFormat format)
    {
        var graph = new OnnxModelBuilder(model.Name, Opset);
        if (format == ExportFormat.OnnxMatMulNBits)
        {
            graph.Domain("com.microsoft", 1);
        }

        var context = new ExportContext(model, graph, format);
        var names = new StepNames(model.Input.Name);
        InputExport.Write(context, names.Claim("input"));
        foreach (var step in model.Steps)
        {
            StepExports.Write(context, step with { Name = names.Claim(step.Name) });
        }

        var output = context.Tensor(model.Output);
        int[] shape = [1, .. output.Shape];
        graph.Output(context.Reshape(OutputName(model), context.Value(model.Output).Parts[0], shape), shape);
        return graph.ToBytes();
    }
}
