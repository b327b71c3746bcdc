using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Schema;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>The graph under construction, the model it comes from, and the ONNX values that stand for the model's tensors so far.</summary>
sealed class ExportContext(QuantizedModel model, OnnxModelBuilder graph, ExportFormat format)
{
    private readonly Dictionary<string, TensorInfo> _tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ExportedTensor> _values = new(StringComparer.Ordinal);

    public QuantizedModel Model { get; } = model;

    public OnnxModelBuilder Graph { get; } = graph;

    public ExportFormat Format { get; } = format;

    /// <summary>False where the products quantize their inputs themselves, and everything between them is float.</summary>
    public bool QuantizesActivations => Format == ExportFormat.OnnxQdq;

    public TensorInfo Tensor(string name) => _tensors[name];

    public ExportedTensor Value(string name) => _values[name];

    public void Define(string name, ExportedTensor value) => _values.Add(name, value);

    /// <summary>A single value that holds the tensor in its own order of axes.</summary>
    /// <param name="step">Name of the step that reads it.</param>
    public string RowMajor(string tensor, string step)
    {
        var value = Value(tensor);
        if (value is { Parts.Length: 1, Transposed: false })
        {
            return value.Parts[0];
        }

        var joined = value.Parts.Length == 1
            ? value.Parts[0]
            : Graph.Node("Concat", $"{step}/input", value.Parts, ("axis", value.Transposed ? 0 : Tensor(tensor).Shape.Count - 1));
        return value.Transposed ? Transpose($"{step}/input/transposed", joined, 1, 0) : joined;
    }

    public ReadOnlySpan<float> Floats(Section section) => Model.Weights.Floats(section);

    public ReadOnlySpan<int> Ints(Section section) => Model.Weights.Ints(section);

    /// <summary>
    /// Stores a float value as tensor <paramref name="tensor"/>: U8 tensors are quantized and dequantized with each group's own scale,
    /// the others stay float (16 bits cost nothing, and float is what ONNX Runtime's norms and additions run on).
    /// </summary>
    /// <param name="parts">One float value for each quantizer group, or a single one that is split here.</param>
    public void Store(TensorInfo tensor, string step, string[] parts, bool transposed)
    {
        if (tensor.Type == ElementType.U8)
        {
            var quantizers = tensor.Quantization;
            if (parts.Length == 1 && quantizers.Count > 1)
            {
                parts = Split(step, parts[0], [.. quantizers.Select(quantizer => quantizer.Channels)], axis: transposed ? 0 : tensor.Shape.Count - 1);
            }

            parts = [.. parts.Select((part, group) => QuantizeDequantize(
                $"{step}/output{Suffix(group, parts.Length)}", part, quantizers[quantizers.Count == 1 ? 0 : group]))];
        }

        Define(tensor.Name, new ExportedTensor(parts, transposed));
    }

    /// <summary>
    /// QuantizeLinear and DequantizeLinear with one scale; values beyond a maximum below 255 are clipped first. The value as it is
    /// where activations are not quantized between the products.
    /// </summary>
    public string QuantizeDequantize(string name, string value, Quantizer quantizer)
    {
        if (!QuantizesActivations)
        {
            return value;
        }

        if (quantizer.Max < byte.MaxValue)
        {
            var (low, high) = (quantizer.Min - quantizer.ZeroPoint, quantizer.Max - quantizer.ZeroPoint);
            value = Clip($"{name}/clip", value, quantizer.Scale * low, quantizer.Scale * high);
        }

        var scale = Graph.Floats($"{name}/scale", [quantizer.Scale]);
        var zeroPoint = Graph.Initializer($"{name}/zero_point", TensorProto.Types.DataType.Uint8, [(byte)quantizer.ZeroPoint]);
        var quantized = Graph.Node("QuantizeLinear", $"{name}/quantized", [value, scale, zeroPoint]);
        return Graph.Node("DequantizeLinear", name, [quantized, scale, zeroPoint]);
    }

    public string Clip(string name, string value, float low, float high) =>
        Graph.Node("Clip", name, [value, Graph.Floats($"{name}/low", [low]), Graph.Floats($"{name}/high", [high])]);

    public string Transpose(string name, string value, params int[] permutation) => Graph.Node("Transpose", name, [value], ("perm", permutation));

    public string Reshape(string name, string value, params int[] shape) =>
        Graph.Node("Reshape", name, [value, Graph.Longs($"{name}/shape", [.. shape.Select(dim => (long)dim)], shape.Length)]);

    /// <summary>value * scale[c] + shift[c] over the last axis, without the half that does nothing.</summary>
    public string Affine(string name, string value, float[] scale, float[] shift)
    {
        // A factor that only undoes float32 rounding of the scales around it is noise far below one step of any quantizer.
        const float Negligible = 1e-5f;
        if (scale.Any(factor => MathF.Abs(factor - 1) > Negligible))
        {
            value = Graph.Node("Mul", $"{name}/scaled", [value, Graph.Floats($"{name}/scale", scale, scale.Length)]);
        }

        var largest = scale.Max(MathF.Abs);
        return shift.Any(term => MathF.Abs(term) > Negligible * largest)
            ? Graph.Node("Add", $"{name}/shifted", [value, Graph.Floats($"{name}/shift", shift, shift.Length)])
            : value;
    }

    /// <summary>Checks that a tensor has one quantizer, or one for each of the ranges of channels that a step keeps apart.</summary>
    /// <param name="widths">Number of channels of each range.</param>
    /// <exception cref="UserError">Its quantizers divide the channels otherwise.</exception>
    public static void RequireRanges(string step, TensorInfo tensor, IEnumerable<int> widths)
    {
        if (tensor.Quantization.Count > 1 && !tensor.Quantization.Select(quantizer => quantizer.Channels).SequenceEqual(widths))
        {
            throw new UserError(
                $"The step '{step}' and the quantizers of tensor '{tensor.Name}' divide the channels differently, which has no ONNX form yet; "
                + "one quantizer for the tensor would work.");
        }
    }

    public string[] Split(string name, string value, int[] sizes, int axis)
    {
        string[] parts = [.. sizes.Select((_, part) => $"{name}/part{part}")];
        Graph.Node("Split", parts, [value, Graph.Longs($"{name}/sizes", [.. sizes.Select(size => (long)size)], sizes.Length)], domain: "", ("axis", axis));
        return parts;
    }

    public static string Suffix(int index, int count) => count == 1 ? "" : $"{index}";
}

/// <summary>The ONNX values of a tensor.</summary>
/// <param name="Parts">One, or one for each quantizer group.</param>
/// <param name="Transposed">The tensor has rank 2 and the values hold it with channels first, as the products that mix tokens want it.</param>
sealed record ExportedTensor(string[] Parts, bool Transposed);
