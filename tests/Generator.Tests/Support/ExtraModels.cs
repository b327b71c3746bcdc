using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>Models that lead lowering and emission into their corners: odd sizes, several blocks of tokens, layouts that nobody can write.</summary>
static class ExtraModels
{
    /// <summary>All of them by name, without golden vectors.</summary>
    public static IReadOnlyDictionary<string, Func<QuantizedModel>> All { get; } = new Dictionary<string, Func<QuantizedModel>>
    {
        ["token-mlp"] = TokenMlp,
        ["odd-mlp"] = OddMlp,
        ["axes"] = Axes,
        ["banded"] = Banded,
        ["conversions"] = Conversions,
        ["four-bit"] = FourBit,
        ["products"] = Products,
        ["sums"] = Sums,
        ["grouped-corners"] = GroupedCorners,
        ["large-patches"] = LargePatches,
        ["not-a-number"] = NotANumber,
    };

    /// <summary>
    /// MLP-Mixer in small: a token-mixing MLP of two layers with an activation table, in two groups of three channels; five tokens
    /// and seven hidden ones, so that no quad is full.
    /// </summary>
    public static QuantizedModel TokenMlp()
    {
        var build = new SampleModelBuilder(seed: 11);
        var x = build.U8("x", [5, 9], zeroPoint: 120);
        var stream = build.S16("stream.0", 5, 6);
        build.Add(Linear("stem", x, null, stream, 1, build.Group(ElementType.S16, 6, 9)));
        var tokens = build.U8("norm1", [5, 6], zeroPoint: 120, groups: 2);
        build.Add(new LayerNormStep("blocks.0.norm1", stream, tokens, 160.0, build.Floats(6, 30, 50), build.Floats(6, 110, 130)));
        var hidden = build.U8("token_hidden", [7, 6], zeroPoint: 17, groups: 2);
        build.Add(Linear(
            "blocks.0.token.fc1", tokens, null, hidden, 0,
            build.Group(ElementType.U8, 7, 5, columns: 3, zeroPoint: 90, table: true, layout: WeightLayout.Rows),
            build.Group(ElementType.U8, 7, 5, columns: 3, zeroPoint: 70, table: true, layout: WeightLayout.Rows)));
        var mixed = build.S16("stream.1", 5, 6);
        build.Add(Linear(
            "blocks.0.token.fc2", hidden, stream, mixed, 0,
            build.Group(ElementType.S16, 5, 7, columns: 3, layout: WeightLayout.Rows),
            build.Group(ElementType.S16, 5, 7, columns: 3, layout: WeightLayout.Rows)));
        var pooled = build.U8("pooled", [6], zeroPoint: 128);
        build.Add(new MeanStep("pool", mixed, pooled, 0, build.Floats(6, 0.0015f, 0.0025f), build.Floats(6, 127, 129)));
        var logits = build.F32("logits", 4);
        build.Add(Linear("head", pooled, null, logits, 0, build.Group(ElementType.F32, 4, 6)));
        return build.Build("token-mlp", Floats(x, 5, 9), logits);
    }

    /// <summary>
    /// Overlapping patches of 16 x 16 pixels, of which as many are gathered on the stack as may be, times 4-bit weights so deep that the fastest
    /// tier needs a second tile; the scratch memory alone would fit the stack as well.
    /// </summary>
    public static QuantizedModel LargePatches()
    {
        var build = new SampleModelBuilder(seed: 17);
        var pixels = build.U8("pixels", [64, 64, 3]);
        var patches = build.U8("patches", [49, 768]);
        build.Add(new RearrangeStep(
            "cut", pixels, patches, EquatableArray.Create(7, 7, 16, 16, 3), EquatableArray.Create(8 * 192, 8 * 3, 192, 3, 1), 0));
        var hidden = build.U8("hidden", [49, 8], zeroPoint: 120);
        build.Add(Linear("embed", patches, null, hidden, 1, build.Group(ElementType.U8, 8, 768, zeroPoint: 120, bits: 4)));
        var logits = build.F32("logits", 49, 3);
        build.Add(Linear("head", hidden, null, logits, 1, build.Group(ElementType.F32, 3, 8)));
        var input = new ModelInput(
            "pixels", EquatableArray.Create(3, 64, 64), pixels, PixelLayout.Hwc, EquatableArray.Create(1 / 255f), EquatableArray.Create(0f));
        return build.Build("large-patches", input, logits);
    }

    /// <summary>Accumulators times 3e38 are infinite, and times the column multiplier 0 not a number: the model's own doing.</summary>
    public static QuantizedModel NotANumber()
    {
        var build = new SampleModelBuilder(seed: 18);
        var x = build.U8("x", [4, 3]);
        var logits = build.F32("logits", 2, 3);
        var group = build.Group(ElementType.F32, 2, 4, columns: 3, layout: WeightLayout.Rows);
        build.Add(Linear("mix", x, null, logits, 0, group with { Multiplier = build.Floats(2, 3e38f, 3e38f), ColumnMultiplier = build.Floats(3, 0, 0) }));
        return build.Build("not-a-number", Floats(x, 4, 3), logits);
    }

    /// <summary>Seven bytes of input: the first product would read behind the caller's memory, so the input is copied.</summary>
    public static QuantizedModel OddMlp()
    {
        var build = new SampleModelBuilder(seed: 12);
        var x = build.U8("x", [7]);
        var hidden = build.U8("hidden", [33], zeroPoint: 3);
        build.Add(Linear("1.weight", x, null, hidden, 0, build.Group(ElementType.U8, 33, 7, zeroPoint: 3, bounded: true)));
        var logits = build.F32("logits", 1);
        build.Add(Linear("1.weight2", hidden, null, logits, 0, build.Group(ElementType.F32, 1, 33)));
        var input = new ModelInput("x", EquatableArray.Create(7), x, PixelLayout.AsFloat, EquatableArray.Create(1 / 255f), EquatableArray.Create(0f));
        return build.Build("odd-mlp", input, logits);
    }

    /// <summary>Mixing along each axis of [3, 5, 6], as vision permutators do: two blocks of tokens, and columns that are not channels.</summary>
    public static QuantizedModel Axes()
    {
        var build = new SampleModelBuilder(seed: 13);
        var x = build.U8("x", [3, 5, 6], zeroPoint: 100);
        var stream = build.S16("stream", 3, 5, 6);
        build.Add(Linear("along.channels", x, null, stream, 2, build.Group(ElementType.S16, 6, 6)));
        var norm = build.U8("norm", [3, 5, 6], zeroPoint: 120);
        build.Add(new LayerNormStep("norm", stream, norm, 160.0, build.Floats(6, 30, 50), build.Floats(6, 110, 130)));
        var width = build.S16("width", 3, 5, 6);
        build.Add(Linear("along.width", norm, stream, width, 1, build.Group(ElementType.S16, 5, 5, columns: 6, layout: WeightLayout.Rows)));
        var height = build.S16("height", 3, 5, 6);
        build.Add(Linear("along.height", norm, width, height, 0, build.Group(ElementType.S16, 3, 3, columns: 30, layout: WeightLayout.Rows)));
        var pooled = build.U8("pooled", [3, 6], zeroPoint: 128);
        build.Add(new MeanStep("pool", height, pooled, 1, build.Floats(6, 0.0015f, 0.0025f), build.Floats(6, 127, 129)));
        var logits = build.F32("logits", 3, 2);
        build.Add(Linear("head", pooled, null, logits, 1, build.Group(ElementType.F32, 2, 6)));
        return build.Build("axes", Floats(x, 3, 5, 6), logits);
    }

    /// <summary>Hidden activations of 300 KB: the channel-mixing MLP runs in bands.</summary>
    public static QuantizedModel Banded()
    {
        var build = new SampleModelBuilder(seed: 14);
        var x = build.U8("x", [301, 16], zeroPoint: 100);
        var stream = build.S16("stream", 301, 20);
        build.Add(Linear("stem", x, null, stream, 1, build.Group(ElementType.S16, 20, 16)));
        var norm = build.U8("norm", [301, 20], zeroPoint: 120);
        build.Add(new LayerNormStep("norm", stream, norm, 160.0, build.Floats(20, 30, 50), build.Floats(20, 110, 130)));
        var hidden = build.U8("hidden", [301, 2500]);
        build.Add(Linear("fc1", norm, null, hidden, 1, build.Group(ElementType.U8, 2500, 20, bounded: true)));
        var last = build.S16("last", 301, 20);
        build.Add(Linear("fc2", hidden, stream, last, 1, build.Group(ElementType.S16, 20, 2500)));
        var pooled = build.U8("pooled", [20], zeroPoint: 128);
        build.Add(new MeanStep("pool", last, pooled, 0, build.Floats(20, 0.00002f, 0.00003f), build.Floats(20, 127, 129)));
        var logits = build.F32("logits", 3);
        build.Add(Linear("head", pooled, null, logits, 0, build.Group(ElementType.F32, 3, 20)));
        return build.Build("banded", Floats(x, 301, 16), logits);
    }

    /// <summary>Weights of four bits in both layouts, with depths that end in the middle of a byte pair.</summary>
    public static QuantizedModel FourBit()
    {
        var build = new SampleModelBuilder(seed: 17);
        var x = build.U8("x", [13, 21], zeroPoint: 100);
        var a = build.U8("a", [13, 18], zeroPoint: 128);
        build.Add(Linear("channels", x, null, a, 1, build.Group(ElementType.U8, 18, 21, zeroPoint: 128, bits: 4)));
        var b = build.S16("b", 13, 18);
        build.Add(Linear("tokens", a, null, b, 0, build.Group(ElementType.S16, 13, 13, columns: 18, layout: WeightLayout.Rows, bits: 4)));
        var c = build.U8("c", [13, 18], zeroPoint: 128);
        build.Add(new RescaleStep("affine", b, c, build.Floats(18, 0.006f, 0.01f), build.Floats(18, 120, 136)));
        var logits = build.F32("logits", 13, 3);
        build.Add(Linear("head", c, null, logits, 1, build.Group(ElementType.F32, 3, 18, bits: 4)));
        return build.Build("four-bit", Floats(x, 13, 21), logits);
    }

    /// <summary>
    /// 4-bit weights with scale groups in both layouts, depths that end inside a group and inside a pair of quads, beside layers without
    /// groups; two token-mixing groups that share their bytes.
    /// </summary>
    public static QuantizedModel GroupedCorners()
    {
        var build = new SampleModelBuilder(seed: 18);
        var x = build.U8("x", [43, 74], zeroPoint: 100);
        var a = build.U8("a", [43, 18], zeroPoint: 128);
        build.Add(Linear("channels", x, null, a, 1, build.Group(ElementType.U8, 18, 74, zeroPoint: 128, bits: 4, groupSize: 32)));
        var b = build.S16("b", 43, 18);
        var shared = build.Group(ElementType.S16, 43, 43, columns: 6, layout: WeightLayout.Rows, bits: 4, groupSize: 8);
        var own = build.Group(ElementType.S16, 43, 43, columns: 6, layout: WeightLayout.Rows, bits: 4, groupSize: 32);
        build.Add(Linear("expanded", a, null, b, 0, shared, own, shared));
        var c = build.U8("c", [43, 18], zeroPoint: 128);
        build.Add(new RescaleStep("affine", b, c, build.Floats(18, 0.006f, 0.01f), build.Floats(18, 120, 136)));
        var d = build.U8("d", [43, 33], zeroPoint: 128);
        build.Add(Linear("without", c, null, d, 1, build.Group(ElementType.U8, 33, 18, zeroPoint: 128, bits: 4)));
        var logits = build.F32("logits", 43, 3);
        build.Add(Linear("head", d, null, logits, 1, build.Group(ElementType.F32, 3, 33, bits: 4, groupSize: 128)));
        return build.Build("grouped-corners", Floats(x, 43, 74), logits, inlineLimit: 0);
    }

    /// <summary>Steps between all storage types, a tensor that is read in two layouts, and token mixing of the input itself.</summary>
    public static QuantizedModel Conversions()
    {
        var build = new SampleModelBuilder(seed: 15);
        var x = build.U8("x", [6, 5], zeroPoint: 100);
        var a = build.U8("a", [6, 5], zeroPoint: 128);
        build.Add(
            Linear(
                "mix.input", x, null, a, 0, build.Group(ElementType.U8, 6, 6, columns: 5, zeroPoint: 128, columnMultiplier: true, layout: WeightLayout.Rows)));
        var b = build.U8("b", [6, 5], zeroPoint: 30, groups: 5);
        build.Add(new RescaleStep("u8.to.u8", a, b, build.Floats(5, 0.5f, 1.5f), build.Floats(5, -20, 20)));
        var c = build.U8("c", [6, 5], zeroPoint: 30, groups: 5);
        build.Add(new TableStep("tables", b, c, EquatableArray.Create([.. Enumerable.Range(0, 5).Select(_ => build.Table("silu"))])));
        var d = build.S16("d", 6, 5);
        build.Add(new RescaleStep("u8.to.s16", a, d, build.Floats(5, 50, 100), build.Floats(5, -9000, -5000)));
        var e = build.S16("e", 6, 5);
        build.Add(new RescaleStep("s16.to.s16", d, e, build.Floats(5, 0.5f, 1.5f), build.Floats(5, -500, 500)));
        var f = build.S16("f", 6, 5);
        build.Add(Linear(
            "mix.c", c, e, f, 0,
            [.. Enumerable.Range(0, 5).Select(_ => build.Group(ElementType.S16, 6, 6, columns: 1, layout: WeightLayout.Rows))]));
        var g = build.S16("g", 6, 5);
        build.Add(new LayerNormStep("s16.norm", f, g, 160.0, build.Floats(5, 3000, 5000), build.Floats(5, -500, 500)));
        var flat = build.S16("flat", 30);
        build.Add(new RearrangeStep("transpose", g, flat, EquatableArray.Create(5, 6), EquatableArray.Create(1, 5), 0));
        var h = build.U8("h", [30], zeroPoint: 128);
        build.Add(new RescaleStep("s16.to.u8", flat, h, build.Floats(30, 0.006f, 0.01f), build.Floats(30, 120, 136)));
        var logits = build.F32("logits", 17);
        build.Add(Linear("head", h, null, logits, 0, build.Group(ElementType.F32, 17, 30)));
        return build.Build("conversions", Floats(x, 6, 5), logits);
    }

    /// <summary>Products of all storage types into all layouts: rows, quads of tokens in one block and in several; and the square of a tensor.</summary>
    public static QuantizedModel Products()
    {
        var build = new SampleModelBuilder(seed: 18);
        var x = build.U8("x", [3, 6, 7], zeroPoint: 100);
        var a = build.U8("a", [3, 6, 7], zeroPoint: 128);
        build.Add(Linear("a", x, null, a, 2, build.Group(ElementType.U8, 7, 7, zeroPoint: 128)));
        var b = build.S16("b", 3, 6, 7);
        build.Add(Linear("b", x, null, b, 2, build.Group(ElementType.S16, 7, 7)));
        var blocks = build.U8("blocks", [3, 6, 7], zeroPoint: 120);
        build.Add(new MultiplyStep("u8.by.s16.in.blocks", a, b, blocks, 0.00007f));
        var c = build.S16("c", 3, 6, 7);
        build.Add(Linear("along.width", blocks, null, c, 1, build.Group(ElementType.S16, 6, 6, columns: 7, layout: WeightLayout.Rows)));
        var d = build.S16("d", 3, 6, 7);
        build.Add(new MultiplyStep("s16.by.s16", b, c, d, 0.00005f));
        var squares = build.U8("squares", [3, 6, 7], zeroPoint: 30);
        build.Add(new MultiplyStep("s16.squared", d, d, squares, 0.0000004f));
        var e = build.U8("e", [3, 6, 7], zeroPoint: 100);
        build.Add(Linear("along.height", squares, null, e, 0, build.Group(ElementType.U8, 3, 3, columns: 42, zeroPoint: 100, layout: WeightLayout.Rows)));
        var flat = build.U8("flat", [18, 7], zeroPoint: 100);
        build.Add(new RearrangeStep("flat", e, flat, EquatableArray.Create(126), EquatableArray.Create(1), 0));
        var f = build.S16("f", 18, 7);
        build.Add(new MultiplyStep("u8.squared", flat, flat, f, 2.5f));
        var wide = build.S16("wide", 18, 7);
        build.Add(new MultiplyStep("u8.by.s16", flat, f, wide, 0.01f));
        var quads = build.U8("quads", [18, 7], zeroPoint: 110);
        build.Add(new MultiplyStep("u8.by.s16.in.quads", flat, wide, quads, 0.0001f));
        var logits = build.F32("logits", 2, 7);
        build.Add(Linear("head", quads, null, logits, 0, build.Group(ElementType.F32, 2, 18, columns: 7, layout: WeightLayout.Rows)));
        return build.Build("products", Floats(x, 3, 6, 7), logits);
    }

    /// <summary>Sums into all layouts: rows, quads of tokens in one block and in several; and one of as many terms as there may be.</summary>
    public static QuantizedModel Sums()
    {
        var build = new SampleModelBuilder(seed: 19);
        var x = build.U8("x", [3, 6, 7], zeroPoint: 100);
        var a = build.U8("a", [3, 6, 7], zeroPoint: 128);
        build.Add(Linear("a", x, null, a, 2, build.Group(ElementType.U8, 7, 7, zeroPoint: 128)));
        var b = build.S16("b", 3, 6, 7);
        build.Add(Linear("b", x, null, b, 2, build.Group(ElementType.S16, 7, 7)));
        var blocks = build.U8("blocks", [3, 6, 7], zeroPoint: 120);
        build.Add(Sum("in.blocks", blocks, (a, 0.6f), (b, 0.005f)));
        var stream = build.S16("stream", 3, 6, 7);
        build.Add(Sum("in.place", stream, (a, 50f), (b, 0.9f)));
        var c = build.U8("c", [3, 6, 7], zeroPoint: 100);
        build.Add(Linear("along.width", blocks, null, c, 1, build.Group(ElementType.U8, 6, 6, columns: 7, zeroPoint: 100, layout: WeightLayout.Rows)));
        var behind = build.U8("behind", [3, 6, 7], zeroPoint: 100);
        build.Add(Sum("behind", behind, (c, 0.6f), (stream, 0.004f)));
        var flat = build.U8("flat", [18, 7], zeroPoint: 100);
        build.Add(new RearrangeStep("flat", behind, flat, EquatableArray.Create(126), EquatableArray.Create(1), 0));
        var rows = build.U8("rows", [18, 7], zeroPoint: 11);
        build.Add(Sum("in.rows", rows, (flat, 0.3f), (flat, 0.41f)));
        var d = build.S16("d", 18, 7);
        build.Add(Linear("behind.rows", rows, null, d, 1, build.Group(ElementType.S16, 7, 7)));
        var most = build.S16("most", 18, 7);
        build.Add(Sum("most.terms", most, (d, 0.2f), (flat, 31f), (d, -0.3f), (flat, 17.3f), (flat, -5f), (d, 0), (d, 0.77f), (flat, 9.1f)));
        var quads = build.U8("quads", [18, 7], zeroPoint: 110);
        build.Add(Sum("in.quads", quads, (most, 0.004f), (flat, 0.5f)));
        var logits = build.F32("logits", 2, 7);
        build.Add(Linear("head", quads, null, logits, 0, build.Group(ElementType.F32, 2, 18, columns: 7, layout: WeightLayout.Rows)));
        return build.Build("sums", Floats(x, 3, 6, 7), logits);
    }

    /// <summary>Blocks of a Q-MLP with four groups, one like the other, with all weights in a sidecar.</summary>
    public static QuantizedModel Deep(int blocks)
    {
        var build = new SampleModelBuilder(seed: 16);
        var x = build.U8("x", [9, 8], zeroPoint: 100);
        var stream = build.S16("stream", 9, 8);
        build.Add(Linear("stem", x, null, stream, 1, build.Group(ElementType.S16, 8, 8)));
        for (var i = 0; i < blocks; i++)
        {
            var name = $"blocks.{i}.";
            var tokens = build.U8(name + "tokens", [9, 8], zeroPoint: 120, groups: 4);
            build.Add(new LayerNormStep(name + "norm1", stream, tokens, 160.0, build.Floats(8, 30, 50), build.Floats(8, 110, 130)));
            var mixed = build.S16(name + "mixed", 9, 8);
            var groups = Enumerable.Range(0, 4).Select(_ => build.Group(ElementType.S16, 9, 9, columns: 2, columnMultiplier: true, layout: WeightLayout.Rows));
            build.Add(Linear(name + "linear_tokens", tokens, stream, mixed, 0, [.. groups]));
            var channels = build.U8(name + "channels", [9, 8], zeroPoint: 120);
            build.Add(new LayerNormStep(name + "norm2", mixed, channels, 160.0, build.Floats(8, 30, 50), build.Floats(8, 110, 130)));
            var hidden = build.U8(name + "hidden", [9, 32]);
            build.Add(Linear(name + "mlp_channels.fc1", channels, null, hidden, 1, build.Group(ElementType.U8, 32, 8, bounded: true)));
            stream = build.S16(name + "stream", 9, 8);
            build.Add(Linear(name + "mlp_channels.fc2", hidden, mixed, stream, 1, build.Group(ElementType.S16, 8, 32)));
        }

        var pooled = build.U8("pooled", [8], zeroPoint: 128);
        build.Add(new MeanStep("pool", stream, pooled, 0, build.Floats(8, 0.0015f, 0.0025f), build.Floats(8, 127, 129)));
        var logits = build.F32("logits", 10);
        build.Add(Linear("head", pooled, null, logits, 0, build.Group(ElementType.F32, 10, 8)));
        return build.Build("deep", Floats(x, 9, 8), logits, inlineLimit: 0);
    }

    private static LinearStep Linear(string name, string input, string? residual, string output, int axis, params LinearGroup[] groups) =>
        new(name, input, residual, residual is null ? 0 : 0.8f, output, axis, EquatableArray.Create(groups));

    private static AddStep Sum(string name, string output, params (string Input, float Multiplier)[] terms) =>
        new(name, terms.Select(term => new AddTerm(term.Input, term.Multiplier)).ToEquatableArray(), output);

    private static ModelInput Floats(string tensor, params int[] shape) =>
        new(tensor, EquatableArray.Create(shape), tensor, PixelLayout.None, EquatableArray.Create(0.02f), EquatableArray.Create(0f));
}
