using QMlp.Calibrator.Onnx;

namespace QMlp.ModelZoo;

/// <summary>
/// Layers of MLP vision networks, written as PyTorch's exporter writes them (opset 17: weights as [in, out] initializers of MatMul,
/// bias as the first input of Add, GELU in five nodes). Activations are [1, tokens, channels].
/// </summary>
sealed class LayerWriter(string name, ulong seed)
{
    private const int Opset = 17;

    private readonly OnnxModelBuilder _graph = new(name, Opset, producer: "qmlp-model-zoo");
    private readonly SeededRandom _random = new(seed);

    public string Input(params int[] dims) => _graph.Input("input", [1, .. dims]);

    /// <summary>Image [1, channels, size, size] to tokens [1, (size / patch)^2, width].</summary>
    public string PatchEmbedding(string name, int channels, int size, int patch, int width)
    {
        var (depth, tokens) = (channels * patch * patch, size / patch * (size / patch));
        var weights = _graph.Floats($"{name}.weight", _random.Normals(width * depth, 0, 1 / Math.Sqrt(depth)), width, channels, patch, patch);
        var x = _graph.Node(
            "Conv", $"/{name}/Conv_output_0", [Input(channels, size, size), weights, Bias(name, width)], ("kernel_shape", new[] { patch, patch }),
            ("strides", new[] { patch, patch }));
        x = _graph.Node("Reshape", $"/{name}/Reshape_output_0", [x, _graph.Longs($"{name}.shape", [1, width, tokens], 3)]);
        return _graph.Node("Transpose", $"/{name}/Transpose_output_0", [x], ("perm", new[] { 0, 2, 1 }));
    }

    /// <summary>Along the last axis, whatever the rank of x.</summary>
    public string Linear(string name, string x, int from, int to) => Linear(name, x, from, to, deviation: 1, bias: 0);

    /// <summary>The layer that makes a gate: about 1 with a deviation of 1/2, between gMLP's initialization (exactly 1) and noise.</summary>
    public string Gate(string name, string x, int from, int to) => Linear(name, x, from, to, deviation: 0.5, bias: 1);

    /// <summary>For activations of rank 2.</summary>
    public string Gemm(string name, string x, int from, int to)
    {
        var weights = _graph.Floats($"{name}.weight", _random.Normals(from * to, 0, 1.4 / Math.Sqrt(from)), to, from);
        return _graph.Node("Gemm", $"/{name}/Gemm_output_0", [x, weights, Bias(name, to)], ("transB", 1));
    }

    /// <summary>Linear, GELU, Linear back to <paramref name="width"/>.</summary>
    public string Mlp(string name, string x, int width, int hidden) =>
        Linear($"{name}.fc2", Gelu($"{name}.act", Linear($"{name}.fc1", x, width, hidden)), hidden, width);

    /// <summary>Transposes, mixes each of <paramref name="groups"/> channel groups along the tokens, and transposes back.</summary>
    public string TokenMixing(string name, string x, int channels, int groups, Func<string, string, string> mix)
    {
        x = _graph.Node("Transpose", $"/{name}/Transpose_output_0", [x], ("perm", new[] { 0, 2, 1 }));
        if (groups == 1)
        {
            x = mix(x, name);
        }
        else
        {
            var parts = Split($"{name}.split", x, channels / groups, groups, axis: 1);
            x = _graph.Node("Concat", $"/{name}/Concat_output_0", [.. parts.Select((part, group) => mix(part, $"{name}.{group}"))], ("axis", 1));
        }

        return _graph.Node("Transpose", $"/{name}/Transpose_1_output_0", [x], ("perm", new[] { 0, 2, 1 }));
    }

    public string[] Split(string name, string x, int size, int parts, int axis)
    {
        string[] outputs = [.. Enumerable.Range(0, parts).Select(part => $"/{name}/Split_output_{part}")];
        var sizes = _graph.Longs($"{name}.sizes", [.. Enumerable.Repeat((long)size, parts)], parts);
        _graph.Node("Split", outputs, [x, sizes], domain: "", ("axis", axis));
        return outputs;
    }

    public string LayerNorm(string name, string x, int width) =>
        _graph.Node(
            "LayerNormalization", $"/{name}/LayerNormalization_output_0", [x, Gains(name, width, 0.2), Shifts(name, width)], ("axis", -1), ("epsilon", 1e-6f));

    /// <summary>timm's Affine: alpha * x + beta, with addcmul's multiplication by 1.</summary>
    public string Affine(string name, string x, int width)
    {
        // Residuals of this untrained network grow with depth; alpha near 0.5 keeps what the layers see near a deviation of 1.
        var scaled = _graph.Node("Mul", $"/{name}/Mul_output_0", [_graph.Floats($"{name}.alpha", _random.Normals(width, 0.5, 0.1), width), x]);
        return _graph.Node("Add", $"/{name}/Add_output_0", [Shifts(name, width), scaled]);
    }

    /// <summary>Layer scale.</summary>
    public string Scale(string name, string x, int width) =>
        _graph.Node("Mul", $"/{name}/Mul_output_0", [_graph.Floats(name, _random.Normals(width, 0.4, 0.1), width), x]);

    public string Relu(string name, string x) => _graph.Node("Relu", $"/{name}/Relu_output_0", [x]);

    public string Relu6(string name, string x) =>
        _graph.Node("Clip", $"/{name}/Clip_output_0", [x, _graph.Floats($"{name}.min", [0]), _graph.Floats($"{name}.max", [6])]);

    /// <summary>x / sqrt 2, erf, + 1, * x, * 0.5.</summary>
    public string Gelu(string name, string x)
    {
        var divided = _graph.Node("Div", $"/{name}/Div_output_0", [x, _graph.Floats($"{name}.sqrt2", [MathF.Sqrt(2)])]);
        var erf = _graph.Node("Erf", $"/{name}/Erf_output_0", [divided]);
        var plusOne = _graph.Node("Add", $"/{name}/Add_output_0", [erf, _graph.Floats($"{name}.one", [1])]);
        var product = _graph.Node("Mul", $"/{name}/Mul_output_0", [x, plusOne]);
        return _graph.Node("Mul", $"/{name}/Mul_1_output_0", [product, _graph.Floats($"{name}.half", [0.5f])]);
    }

    public string Add(string name, string left, string right) => _graph.Node("Add", $"/{name}_output_0", [left, right]);

    public string Multiply(string name, string left, string right) => _graph.Node("Mul", $"/{name}_output_0", [left, right]);

    /// <summary>Mean over the tokens and the classifier; ends the network.</summary>
    public byte[] Head(string x, int width, int classes)
    {
        var mean = _graph.Node("ReduceMean", "/ReduceMean_output_0", [x], ("axes", new[] { 1 }), ("keepdims", 0));
        return Finish(Gemm("head", mean, width, classes), classes);
    }

    public byte[] Finish(string output, int classes)
    {
        _graph.Output(output, 1, classes);
        return _graph.ToBytes();
    }

    private string Linear(string name, string x, int from, int to, double deviation, double bias)
    {
        var weights = _graph.Floats($"{name}.weight", _random.Normals(from * to, 0, deviation / Math.Sqrt(from)), from, to);
        var product = _graph.Node("MatMul", $"/{name}/MatMul_output_0", [x, weights]);
        return _graph.Node("Add", $"/{name}/Add_output_0", [Bias(name, to, bias), product]);
    }

    private string Bias(string name, int width, double mean = 0) => _graph.Floats($"{name}.bias", _random.Normals(width, mean, 0.1), width);

    private string Gains(string name, int width, double spread) => _graph.Floats($"{name}.weight", _random.Normals(width, 1, spread), width);

    private string Shifts(string name, int width) => _graph.Floats($"{name}.bias", _random.Normals(width, 0, 0.1), width);
}
