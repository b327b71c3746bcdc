namespace QMlp.ModelZoo;

/// <summary>A network of the zoo; <paramref name="Build"/> gives the bytes of its ONNX file, the same at every call.</summary>
/// <param name="InputShape">Shape of one float sample, without the batch axis.</param>
sealed record Network(string Name, string Description, int[] InputShape, Func<byte[]> Build);

/// <summary>
/// The networks that the benchmarks compare: the shapes of the published models, seeded random weights scaled so that activations
/// keep a deviation of about 1. Their accuracy means nothing; their speed and their quantization are those of the real shapes.
/// </summary>
static class Networks
{
    public static IReadOnlyList<Network> All { get; } =
    [
        new("resmlp_s24", "ResMLP-S24: Affine, GELU, 30.0 M parameters", ImageNet, () => ResMlp(depth: 24, layerNorm: false, relu6: false, groups: 1)),
        new("resmlp_s24_ln", "ResMLP-S24 with LayerNorm, GELU", ImageNet, () => ResMlp(depth: 24, layerNorm: true, relu6: false, groups: 1)),
        new(
            "qmlp_s24", "Q-MLP-S24: ResMLP-S24 with LayerNorm, ReLU6 and 4 token-mixing groups, 32.8 M parameters", ImageNet,
            () => ResMlp(depth: 24, layerNorm: true, relu6: true, groups: 4)),
        new("mixer_s16", "MLP-Mixer S/16, 18.5 M parameters", ImageNet, () => Mixer(depth: 8, width: 512, tokenHidden: 256, channelHidden: 2048)),
        new("mixer_b16", "MLP-Mixer B/16, 59.9 M parameters", ImageNet, () => Mixer(depth: 12, width: 768, tokenHidden: 384, channelHidden: 3072)),
        new("gmlp_s16", "gMLP-S/16, 19.4 M parameters", ImageNet, () => Gmlp(depth: 30, width: 256, hidden: 1536)),
        new("mlp_784", "plain MLP 784-128-64-10, ReLU", [784], () => PlainMlp(784, 128, 64, 10)),
    ];

    private static int[] ImageNet => [3, 224, 224];

    /// <summary>Patch embedding of 16 x 16: 196 tokens of an image of 224 x 224.</summary>
    private const int Tokens = 196;

    private const int Patch = 16;

    private const int Classes = 1000;

    private static byte[] ResMlp(int depth, bool layerNorm, bool relu6, int groups)
    {
        const int Width = 384;
        var net = new LayerWriter("resmlp", seed: 1);
        var x = net.PatchEmbedding("stem.proj", 3, 224, Patch, Width);
        for (var i = 0; i < depth; i++)
        {
            var block = $"blocks.{i}";
            var tokens = Norm(net, $"{block}.norm1", x, Width, layerNorm);
            tokens = net.TokenMixing($"{block}.linear_tokens", tokens, Width, groups, (group, name) => net.Linear(name, group, Tokens, Tokens));
            x = net.Add($"{block}.add1", x, net.Scale($"{block}.ls1", tokens, Width));
            var hidden = net.Linear($"{block}.mlp_channels.fc1", Norm(net, $"{block}.norm2", x, Width, layerNorm), Width, 4 * Width);
            hidden = relu6 ? net.Relu6($"{block}.mlp_channels.act", hidden) : net.Gelu($"{block}.mlp_channels.act", hidden);
            x = net.Add($"{block}.add2", x, net.Scale($"{block}.ls2", net.Linear($"{block}.mlp_channels.fc2", hidden, 4 * Width, Width), Width));
        }

        return net.Head(Norm(net, "norm", x, Width, layerNorm), Width, Classes);
    }

    private static string Norm(LayerWriter net, string name, string x, int width, bool layerNorm) =>
        layerNorm ? net.LayerNorm(name, x, width) : net.Affine(name, x, width);

    private static byte[] Mixer(int depth, int width, int tokenHidden, int channelHidden)
    {
        var net = new LayerWriter("mixer", seed: 2);
        var x = net.PatchEmbedding("stem.proj", 3, 224, Patch, width);
        for (var i = 0; i < depth; i++)
        {
            var block = $"blocks.{i}";
            var tokens = net.TokenMixing(
                $"{block}.mlp_tokens", net.LayerNorm($"{block}.norm1", x, width), width, groups: 1, (group, name) => net.Mlp(name, group, Tokens, tokenHidden));
            x = net.Add($"{block}.add1", x, tokens);
            x = net.Add($"{block}.add2", x, net.Mlp($"{block}.mlp_channels", net.LayerNorm($"{block}.norm2", x, width), width, channelHidden));
        }

        return net.Head(net.LayerNorm("norm", x, width), width, Classes);
    }

    private static byte[] Gmlp(int depth, int width, int hidden)
    {
        var net = new LayerWriter("gmlp", seed: 3);
        var x = net.PatchEmbedding("stem.proj", 3, 224, Patch, width);
        for (var i = 0; i < depth; i++)
        {
            var block = $"blocks.{i}";
            var both = net.Gelu($"{block}.act", net.Linear($"{block}.fc1", net.LayerNorm($"{block}.norm", x, width), width, hidden));
            var halves = net.Split($"{block}.gate.split", both, hidden / 2, parts: 2, axis: 2);
            var gate = net.LayerNorm($"{block}.gate.norm", halves[1], hidden / 2);
            gate = net.TokenMixing($"{block}.gate.proj", gate, hidden / 2, groups: 1, (group, name) => net.Gate(name, group, Tokens, Tokens));
            x = net.Add($"{block}.add", x, net.Linear($"{block}.fc2", net.Multiply($"{block}.gate.mul", halves[0], gate), hidden / 2, width));
        }

        return net.Head(net.LayerNorm("norm", x, width), width, Classes);
    }

    private static byte[] PlainMlp(params int[] sizes)
    {
        var net = new LayerWriter("mlp", seed: 4);
        var x = net.Input(sizes[0]);
        for (var i = 1; i < sizes.Length; i++)
        {
            x = net.Gemm($"fc{i}", x, sizes[i - 1], sizes[i]);
            x = i + 1 < sizes.Length ? net.Relu($"relu{i}", x) : x;
        }

        return net.Finish(x, sizes[^1]);
    }
}
