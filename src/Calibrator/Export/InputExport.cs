using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>The entry: a float sample with a batch axis of 1 becomes the quantized input tensor.</summary>
static class InputExport
{
    /// <param name="name">First part of the names of its values.</param>
    public static void Write(ExportContext context, string name)
    {
        var input = context.Model.Input;
        var tensor = context.Tensor(input.Tensor);
        var quantizer = tensor.Quantization[0];
        var value = context.Graph.Input(input.Name, [1, .. input.Shape]);
        if (input.Pixels == PixelLayout.None)
        {
            value = context.Reshape($"{name}/sample", value, tensor.Shape.ToArray());
            context.Define(tensor.Name, new ExportedTensor([context.QuantizeDequantize($"{name}/quantize", value, quantizer)], Transposed: false));
            return;
        }

        // The quantized tensor holds the pixels themselves, so the float sample is taken back to 0..255 first: x / scale[c] + offset[c].
        int[] perChannel = input.Scale.Count == 1 ? [1] : [1, input.Scale.Count, .. Enumerable.Repeat(1, input.Shape.Count - 1)];
        value = context.Graph.Node("Div", $"{name}/scaled", [value, context.Graph.Floats($"{name}/scale", input.Scale.AsSpan(), perChannel)]);
        value = context.Graph.Node("Add", $"{name}/pixels", [value, context.Graph.Floats($"{name}/offset", input.Offset.AsSpan(), perChannel)]);
        value = context.QuantizeDequantize($"{name}/quantize", value, quantizer with { Scale = 1, ZeroPoint = 0 });
        value = input.Pixels == PixelLayout.Hwc ? context.Transpose($"{name}/hwc", value, 0, 2, 3, 1) : value;
        context.Define(tensor.Name, new ExportedTensor([context.Reshape($"{name}/sample", value, tensor.Shape.ToArray())], Transposed: false));
    }
}
