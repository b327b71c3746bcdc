using QMlp.ModelFormat;

namespace QMlp.Tests;

/// <summary>
/// Small valid models, one of each family, with random weights. <c>golden</c> adds a self-test vector whose output is made up:
/// enough for the format, wrong for anything that runs it.
/// </summary>
static class SampleModels
{
    /// <summary>8 floats, a ReLU layer of 6, 3 logits.</summary>
    public static QuantizedModel Mlp(bool golden = false, int inlineLimit = WeightStoreBuilder.InlineLimit)
    {
        var build = new SampleModelBuilder(seed: 1);
        var x = build.U8("x", [8], zeroPoint: 128);
        var hidden = build.U8("hidden", [6], zeroPoint: 3);
        var logits = build.F32("logits", 3);
        build.Add(Linear("fc1", x, hidden, 0, build.Group(ElementType.U8, 6, 8, zeroPoint: 3, bounded: true)));
        build.Add(Linear("fc2", hidden, logits, 0, build.Group(ElementType.F32, 3, 6)));
        return build.Build("mlp", Floats("x", x, 0.02f, 8), logits, golden ? build.Golden(8, 3) : null, inlineLimit);
    }

    /// <summary>
    /// Q-MLP in small: 3 x 4 x 4 pixels in patches of 2 x 2, LayerNorm into two channel groups, token mixing with a matrix for each
    /// group and a residual, channel mixing by a ReLU MLP, mean, 3 logits.
    /// </summary>
    public static QuantizedModel Mixer(bool golden = false, int inlineLimit = WeightStoreBuilder.InlineLimit)
    {
        var build = new SampleModelBuilder(seed: 2);
        var pixels = build.U8("pixels", [4, 4, 3]);
        var patches = build.U8("patches", [4, 12]);
        build.Add(new RearrangeStep(
            "cut", pixels, patches, EquatableArray.Create(2, 2, 2, 2, 3), EquatableArray.Create(24, 6, 12, 3, 1), 0));
        var stream = build.S16("stream.0", 4, 8);
        build.Add(Linear("embed", patches, stream, 1, build.Group(ElementType.S16, 8, 12)));

        var tokens = build.U8("norm1", [4, 8], zeroPoint: 120, groups: 2);
        build.Add(new LayerNormStep(
            "blocks.0.norm1", stream, tokens, 160.0, build.Floats(8, 30, 50), build.Floats(8, 110, 130)));
        var mixed = build.S16("stream.1", 4, 8);
        build.Add(new LinearStep(
            "blocks.0.token_mix", tokens, stream, 1f, mixed, 0,
            EquatableArray.Create(
                build.Group(ElementType.S16, 4, 4, columns: 4, layout: WeightLayout.Rows),
                build.Group(ElementType.S16, 4, 4, columns: 4, layout: WeightLayout.Rows))));

        var channels = build.U8("norm2", [4, 8], zeroPoint: 120);
        build.Add(new LayerNormStep(
            "blocks.0.norm2", mixed, channels, 160.0, build.Floats(8, 30, 50), build.Floats(8, 110, 130)));
        var hidden = build.U8("hidden", [4, 20]);
        build.Add(Linear("blocks.0.fc1", channels, hidden, 1, build.Group(ElementType.U8, 20, 8, bounded: true)));
        var last = build.S16("stream.2", 4, 8);
        build.Add(new LinearStep(
            "blocks.0.fc2", hidden, mixed, 0.9f, last, 1, EquatableArray.Create(build.Group(ElementType.S16, 8, 20))));

        var pooled = build.U8("pooled", [8], zeroPoint: 128);
        build.Add(new MeanStep("pool", last, pooled, 0, build.Floats(8, 0.0015f, 0.0025f), build.Floats(8, 127, 129)));
        var logits = build.F32("logits", 3);
        build.Add(Linear("head", pooled, logits, 0, build.Group(ElementType.F32, 3, 8)));
        var input = new ModelInput(
            "image", EquatableArray.Create(3, 4, 4), pixels, PixelLayout.Hwc,
            EquatableArray.Create(0.0171248f, 0.017507f, 0.0174292f), EquatableArray.Create(123.675f, 116.28f, 103.53f));
        return build.Build("mixer", input, logits, golden ? build.Golden(48, 3) : null, inlineLimit);
    }

    /// <summary>
    /// ResMLP in small: 4 tokens of 6 floats, affine, token mixing with a layer scale, an activation by table inside a product and one
    /// as a step of its own, mean, 2 logits.
    /// </summary>
    public static QuantizedModel Affine(bool golden = false, int inlineLimit = WeightStoreBuilder.InlineLimit)
    {
        var build = new SampleModelBuilder(seed: 3);
        var x = build.U8("x", [4, 6], zeroPoint: 100);
        var stream = build.S16("stream.0", 4, 5);
        build.Add(Linear("embed", x, stream, 1, build.Group(ElementType.S16, 5, 6)));
        var affine = build.U8("affine", [4, 5], zeroPoint: 128);
        build.Add(new RescaleStep("blocks.0.affine", stream, affine, build.Floats(5, 0.006f, 0.01f), build.Floats(5, 120, 136)));
        var mixed = build.S16("stream.1", 4, 5);
        build.Add(new LinearStep(
            "blocks.0.token_mix", affine, stream, 1f, mixed, 0,
            EquatableArray.Create(build.Group(
                ElementType.S16, 4, 4, columns: 5, columnMultiplier: true, layout: WeightLayout.Rows))));

        var quantized = build.U8("rescaled", [4, 5], zeroPoint: 128);
        build.Add(new RescaleStep("blocks.0.rescale", mixed, quantized, build.Floats(5, 0.006f, 0.01f), build.Floats(5, 120, 136)));
        var hidden = build.U8("hidden", [4, 7], zeroPoint: 17);
        build.Add(Linear("blocks.0.fc1", quantized, hidden, 1, build.Group(ElementType.U8, 7, 5, zeroPoint: 96, table: true)));
        var gated = build.U8("gated", [4, 7], zeroPoint: 17);
        build.Add(new TableStep("blocks.0.act", hidden, gated, EquatableArray.Create(build.Table("silu"))));
        var last = build.S16("stream.2", 4, 5);
        build.Add(new LinearStep(
            "blocks.0.fc2", gated, mixed, 0.75f, last, 1, EquatableArray.Create(build.Group(ElementType.S16, 5, 7))));

        var pooled = build.U8("pooled", [5], zeroPoint: 128);
        build.Add(new MeanStep("pool", last, pooled, 0, build.Floats(5, 0.0015f, 0.0025f), build.Floats(5, 127, 129)));
        var logits = build.F32("logits", 2);
        build.Add(Linear("head", pooled, logits, 0, build.Group(ElementType.F32, 2, 5)));
        return build.Build("affine", Floats("x", x, 0.02f, 4, 6), logits, golden ? build.Golden(24, 2) : null, inlineLimit);
    }

    /// <summary>
    /// gMLP in small: 5 tokens of 8 floats, one half of a GELU layer normalized and mixed along the tokens, the other half multiplied by it,
    /// and added to the residual stream; mean, 2 logits.
    /// </summary>
    public static QuantizedModel Gated(bool golden = false, int inlineLimit = WeightStoreBuilder.InlineLimit)
    {
        var build = new SampleModelBuilder(seed: 4);
        var x = build.U8("x", [5, 8], zeroPoint: 100);
        var stream = build.S16("stream.0", 5, 4);
        build.Add(Linear("embed", x, stream, 1, build.Group(ElementType.S16, 4, 8)));
        var norm = build.U8("norm", [5, 4], zeroPoint: 120);
        build.Add(new LayerNormStep("blocks.0.norm", stream, norm, 160.0, build.Floats(4, 30, 50), build.Floats(4, 110, 130)));
        var kept = build.U8("kept", [5, 9], zeroPoint: 17);
        build.Add(Linear("blocks.0.fc1.0", norm, kept, 1, build.Group(ElementType.U8, 9, 4, zeroPoint: 96, table: true)));
        var gate = build.U8("gate", [5, 9], zeroPoint: 17);
        build.Add(Linear("blocks.0.fc1.1", norm, gate, 1, build.Group(ElementType.U8, 9, 4, zeroPoint: 96, table: true)));
        var wide = build.S16("gate.s16", 5, 9);
        build.Add(new RescaleStep("blocks.0.gate.wide", gate, wide, build.Floats(9, 100, 130), build.Floats(9, -2000, -1500)));
        var tokens = build.U8("gate.norm", [5, 9], zeroPoint: 120);
        build.Add(new LayerNormStep("blocks.0.gate.norm", wide, tokens, 160.0, build.Floats(9, 30, 50), build.Floats(9, 110, 130)));
        var mixed = build.S16("gate.mixed", 5, 9);
        build.Add(Linear("blocks.0.gate.proj", tokens, mixed, 0, build.Group(ElementType.S16, 5, 5, columns: 9, layout: WeightLayout.Rows)));
        var gated = build.U8("gated", [5, 9], zeroPoint: 128);
        build.Add(new MultiplyStep("blocks.0.gate.multiply", kept, mixed, gated, 0.00008f));
        var last = build.S16("stream.1", 5, 4);
        build.Add(new LinearStep(
            "blocks.0.fc2", gated, stream, 0.9f, last, 1, EquatableArray.Create(build.Group(ElementType.S16, 4, 9))));

        var pooled = build.U8("pooled", [4], zeroPoint: 128);
        build.Add(new MeanStep("pool", last, pooled, 0, build.Floats(4, 0.0015f, 0.0025f), build.Floats(4, 127, 129)));
        var logits = build.F32("logits", 2);
        build.Add(Linear("head", pooled, logits, 0, build.Group(ElementType.F32, 2, 4)));
        return build.Build("gated", Floats("x", x, 0.02f, 5, 8), logits, golden ? build.Golden(40, 2) : null, inlineLimit);
    }

    /// <summary>
    /// Sums that no linear layer is behind: 3 rows of 24 floats, bytes and words in all pairs, a tensor added to itself, three terms at once, and a
    /// second half with 7 channels; 2 logits.
    /// </summary>
    public static QuantizedModel Summed(bool golden = false, int inlineLimit = WeightStoreBuilder.InlineLimit)
    {
        var build = new SampleModelBuilder(seed: 6);
        var x = build.U8("x", [3, 24], zeroPoint: 100);
        var bytes = build.U8("bytes", [3, 24], zeroPoint: 90);
        build.Add(Linear("fc1", x, bytes, 1, build.Group(ElementType.U8, 24, 24, zeroPoint: 90, bounded: true)));
        var words = build.S16("words", 3, 24);
        build.Add(Linear("fc2", x, words, 1, build.Group(ElementType.S16, 24, 24)));
        var doubled = build.U8("doubled", [3, 24], zeroPoint: 60);
        build.Add(Sum("bytes.and.bytes", doubled, (bytes, 0.5f), (bytes, 0.5f)));
        var stream = build.S16("stream", 3, 24);
        build.Add(Sum("bytes.and.words", stream, (doubled, 53.7f), (words, 0.93f)));
        var deep = build.S16("deep", 3, 24);
        build.Add(Sum("words.and.words", deep, (words, 0.31f), (stream, 0.71f)));
        var all = build.U8("all", [3, 24], zeroPoint: 120);
        build.Add(Sum("three", all, (deep, 0.0031f), (x, -0.37f), (stream, 0.0043f)));
        var narrow = build.U8("narrow", [3, 7], zeroPoint: 17);
        build.Add(Linear("fc3", all, narrow, 1, build.Group(ElementType.U8, 7, 24, zeroPoint: 96, table: true)));
        var gate = build.U8("gate", [3, 7], zeroPoint: 128);
        build.Add(Linear("fc4", all, gate, 1, build.Group(ElementType.U8, 7, 24, zeroPoint: 128)));
        var sum = build.S16("sum", 3, 7);
        build.Add(Sum("odd", sum, (narrow, 101f), (gate, 83.3f)));
        var pooled = build.U8("pooled", [7], zeroPoint: 128);
        build.Add(new MeanStep("pool", sum, pooled, 0, build.Floats(7, 0.002f, 0.003f), build.Floats(7, 127, 129)));
        var logits = build.F32("logits", 2);
        build.Add(Linear("head", pooled, logits, 0, build.Group(ElementType.F32, 2, 7)));
        return build.Build("summed", Floats("x", x, 0.02f, 3, 24), logits, golden ? build.Golden(72, 2) : null, inlineLimit);
    }

    /// <summary>A plain MLP of 40 inputs whose first layer has 4-bit weights with two scale groups in a row.</summary>
    public static QuantizedModel Grouped(bool golden = false, int inlineLimit = WeightStoreBuilder.InlineLimit)
    {
        var build = new SampleModelBuilder(seed: 4);
        var x = build.U8("x", [40], zeroPoint: 128);
        var hidden = build.U8("hidden", [5], zeroPoint: 3);
        var logits = build.F32("logits", 3);
        build.Add(Linear("fc1", x, hidden, 0, build.Group(ElementType.U8, 5, 40, zeroPoint: 3, bounded: true, bits: 4, groupSize: 32)));
        build.Add(Linear("fc2", hidden, logits, 0, build.Group(ElementType.F32, 3, 5)));
        return build.Build("grouped", Floats("x", x, 0.02f, 40), logits, golden ? build.Golden(40, 3) : null, inlineLimit);
    }

    /// <summary>All of them, with golden vectors, by name.</summary>
    public static IReadOnlyDictionary<string, QuantizedModel> All => new Dictionary<string, QuantizedModel>
    {
        ["mlp"] = Mlp(golden: true),
        ["mixer"] = Mixer(golden: true),
        ["affine"] = Affine(golden: true),
        ["gated"] = Gated(golden: true),
        ["summed"] = Summed(golden: true),
        ["grouped"] = Grouped(golden: true),
    };

    /// <summary>The plain MLP with everything in its file that one can record of a calibration.</summary>
    public static QuantizedModel Recorded()
    {
        var model = Mlp();
        return model with
        {
            Provenance = model.Provenance with
            {
                Settings = model.Provenance.Settings with
                {
                    ResidualBits = 16,
                    WeightGroupSize = 32,
                    Layers = EquatableArray.Create(new LayerPrecision("fc1", 4, null), new LayerPrecision("fc2", 8, 7)),
                    Budget = new PrecisionBound(163_840, null),
                },
                AccumulationLimits = EquatableArray.Create(new AccumulationLimit("fc1", 4)),
                Preprocessing = new Preprocessing(EquatableArray.Create(0.485f, 0.456f, 0.406f), EquatableArray.Create(0.229f, 0.224f, 0.225f)),
                Accuracy = new MeasuredAccuracy(AccuracyMetric.Top1, "test.npy", 10_000, 0.9371, 0.9352),
            },
            Transformations = EquatableArray.Create<Transformation>(
                new DividedChannels("fc0", EquatableArray.Create(0, 1, 0, 1, 1), EquatableArray.Create(".group0", ".group1")),
                new ScaledChannels("hidden", EquatableArray.Create(0, 1, -2, 0, 3, 0)),
                new GroupedColumns("token_mix", 4),
                new PermutedChannels("hidden", EquatableArray.Create(5, 4, 3, 2, 1, 0)),
                new ShiftedChannels("x", EquatableArray.Create(0.5f, -0.25f, 0, 0, 0, 0, 0, 1))),
        };
    }

    private static LinearStep Linear(string name, string input, string output, int axis, LinearGroup group) =>
        new(name, input, null, 0, output, axis, EquatableArray.Create(group));

    private static AddStep Sum(string name, string output, params (string Input, float Multiplier)[] terms) =>
        new(name, terms.Select(term => new AddTerm(term.Input, term.Multiplier)).ToEquatableArray(), output);

    private static ModelInput Floats(string name, string tensor, float scale, params int[] shape) =>
        new(name, EquatableArray.Create(shape), tensor, PixelLayout.None, EquatableArray.Create(scale), EquatableArray.Create(0f));
}
