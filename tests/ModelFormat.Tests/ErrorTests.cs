namespace QMlp.ModelFormat.Tests;

/// <summary>Each rule of the format, broken by one edit: the error is located at the edit and says what is wrong.</summary>
public class ErrorTests
{
    private static readonly string Mlp = ModelWriter.Write(SampleModels.Mlp(golden: true));
    private static readonly string Mixer = ModelWriter.Write(SampleModels.Mixer());
    private static readonly string Affine = ModelWriter.Write(SampleModels.Affine());
    private static readonly string Gated = ModelWriter.Write(SampleModels.Gated());
    private static readonly string Summed = ModelWriter.Write(SampleModels.Summed());
    private static readonly string Recorded = ModelWriter.Write(SampleModels.Recorded());
    private static readonly string Grouped = ModelWriter.Write(SampleModels.Grouped());

    /// <summary>What is edited in the text of the plain MLP, and what the error says. The error stands on the edited line.</summary>
    [Theory]
    [InlineData("\"name\": \"mlp\"", "\"name\": \"\"", "name is empty")]
    [InlineData("\"name\": \"mlp\"", "\"name\": \"a\\u2028b\"", "may not hold control characters")]
    [InlineData("\"name\": \"mlp\"", "\"name\": 5", "'name' must be a string, not 5")]
    [InlineData("\"name\": \"mlp\"", "\"nome\": \"mlp\"", "'nome' is not known; expected are format, version, name")]
    [InlineData("  \"name\": \"mlp\",\n", "", "'name' is missing", 1)]
    [InlineData("\"name\": \"mlp\"", "\"name\": \"mlp\", \"more\": 1", "'more' is not known")]
    [InlineData("\"name\": \"mlp\"", "\"name\": \"mlp\", \"name\": \"x\"", "'name' stands here twice")]
    [InlineData("\"samples\": 300", "\"samples\": -1", "'samples' must be an integer from 0")]
    [InlineData("\"samples\": 300", "\"samples\": 3e2", "'samples' must be an integer")]
    [InlineData("\"activationBits\": 8", "\"activationBits\": 9", "'activationBits' must be an integer from 4 to 8")]
    [InlineData("\"symmetric\": false", "\"symmetric\": null", "'symmetric' must be true or false, not null")]
    [InlineData("\"layers\": []", "\"layers\": {}", "'layers' must be an array")]
    [InlineData("\"shape\": [8],\n", "\"shape\": [9],\n", "number of elements", 23)]
    [InlineData("\"pixels\": \"none\"", "\"pixels\": \"hwc\"", "[C, H, W]")]
    [InlineData("\"pixels\": \"none\"", "\"pixels\": \"chw\"", "must be one of \"none\", \"hwc\", \"asFloat\"")]
    [InlineData("\"tensor\": \"x\"", "\"tensor\": \"logits\"", "not the name of a tensor of type u8")]
    [InlineData("\"scale\": [0.02]", "\"scale\": [0]", "finite number above 0")]
    [InlineData("\"scale\": [0.02]", "\"scale\": [1e39]", "range of a float32")]
    [InlineData("\"scale\": [0.02]", "\"scale\": [1, 1]", "one scale, or one for each")]
    [InlineData("\"offset\": [0]", "\"offset\": [1]", "0 where the model takes no pixels")]
    [
        InlineData(
            "\"name\": \"hidden\", \"type\": \"u8\", \"shape\": [6]", "\"name\": \"hidden\", \"type\": \"u8\", \"shape\": [6, 1, 1, 1, 1, 1]",
            "1 to 5 elements")]
    [
        InlineData(
            "\"name\": \"hidden\", \"type\": \"u8\", \"shape\": [6]", "\"name\": \"hidden\", \"type\": \"u8\", \"shape\": [16384, 16385]",
            "at most 268435456 elements")]
    [
        InlineData(
            "\"name\": \"hidden\", \"type\": \"u8\", \"shape\": [6]", "\"name\": \"hidden\", \"type\": \"u8\", \"shape\": [7]",
            "6 channels together, its last axis 7")]
    [InlineData("\"name\": \"hidden\", \"type\"", "\"name\": \"x\", \"type\"", "another tensor of that name")]
    [InlineData("\"name\": \"hidden\", \"type\": \"u8\"", "\"name\": \"hidden\", \"type\": \"f32\"", "no quantizer, not 1")]
    [InlineData("\"zeroPoint\": 3, \"min\": 0, \"max\": 255", "\"zeroPoint\": 3, \"min\": 0, \"max\": 254", "2^bits - 1")]
    [InlineData("\"zeroPoint\": 3, \"min\": 0, \"max\": 255", "\"zeroPoint\": 16, \"min\": 0, \"max\": 15", "zero point")]
    [InlineData("\"kind\": \"linear\", \"name\": \"fc1\"", "\"kind\": \"conv\", \"name\": \"fc1\"", "Step 'fc1': the member 'kind' must be one of \"linear\"")]
    [InlineData("\"kind\": \"linear\", \"name\": \"fc2\"", "\"kind\": \"linear\", \"name\": \"fc1\"", "another step of that name")]
    [InlineData("\"input\": \"x\", \"output\": \"hidden\"", "\"input\": \"hidden\", \"output\": \"hidden\"", "no step before it makes")]
    [InlineData("\"input\": \"x\", \"output\": \"hidden\"", "\"input\": \"x\", \"output\": \"x\"", "made twice, or is the model's input")]
    [InlineData("\"input\": \"x\", \"output\": \"hidden\"", "\"input\": \"x\", \"output\": \"logits\"", "must have the shape [6]")]
    [InlineData("\"rows\": 3, \"depth\": 6", "\"rows\": 4, \"depth\": 6", "must have the shape [4] here, not [3]", 47)]
    [InlineData("\"rows\": 3, \"depth\": 6", "\"rows\": 3, \"depth\": 5", "depth must be 6")]
    [InlineData("\"rows\": 3, \"depth\": 6, \"bits\": 8", "\"rows\": 3, \"depth\": 6, \"bits\": 7", "8 or 4 bits")]
    [InlineData("\"rows\": 3, \"depth\": 6, \"bits\": 8", "\"rows\": 3, \"depth\": 6, \"bits\": 4", "must have 64 bytes")]
    [InlineData("\"depth\": 6, \"bits\": 8, \"layout\": \"panels\"", "\"depth\": 6, \"bits\": 8, \"layout\": \"rows\"", "in panels")]
    [InlineData("\"certificate\": 0, \"data\": [256, 128]", "\"certificate\": 3, \"data\": [256, 128]", "0, 1, 2, 4 or 8")]
    [InlineData("\"certificate\": 0, \"data\": [256, 128]", "\"certificate\": 0, \"data\": [257, 128]", "multiple of 64")]
    [InlineData("\"certificate\": 0, \"data\": [256, 128]", "\"certificate\": 0, \"data\": [6400, 128]", "have only")]
    [InlineData("\"certificate\": 0, \"data\": [256, 128]", "\"certificate\": 0, \"data\": [256]", "[offset, length]")]
    [InlineData("\"columns\": 1, \"zeroPoint\": 3", "\"columns\": 2, \"zeroPoint\": 3", "groups cover 2 columns", 37)]
    [InlineData("\"columns\": 1, \"zeroPoint\": 3", "\"columns\": 1, \"zeroPoint\": 4", "not that of its output", 38)]
    [InlineData("\"low\": 3, \"high\": 255", "\"low\": 256, \"high\": 255", "must be in order", 38)]
    [InlineData("\"low\": 0, \"high\": 0", "\"low\": 0, \"high\": 1", "zero point, low and high 0", 50)]
    [InlineData("  \"output\": \"logits\"", "  \"output\": \"hidden\"", "not the name of a tensor of type f32")]
    [InlineData("{ \"input\": [512, 8]", "{ \"input\": [512, 9]", "must have 8 bytes, not 9")]
    [InlineData("\"output\": [576, 12] }", "\"output\": [576, 16] }", "must have 12 bytes, not 16")]
    [InlineData("\"storage\": \"inline\", \"length\": 640", "\"storage\": \"inline\", \"length\": 641", "hold 640 bytes", 65)]
    [InlineData("\"storage\": \"inline\"", "\"storage\": \"sidecar\"", "inline storage only", 65)]
    public void A_broken_rule_is_reported_where_it_is_broken(string old, string replacement, string sentence, int line = 0)
    {
        AssertError(Mlp, old, replacement, sentence, line);
    }

    [Theory]
    [InlineData("\"strides\": [24, 6, 12, 3, 1]", "\"strides\": [24, 6, 12, 3, 2]", "reads elements 0 to 49 of an input of 48")]
    [InlineData("\"strides\": [24, 6, 12, 3, 1]", "\"strides\": [-24, 6, 12, 3, 1]", "reads elements -24 to")]
    [InlineData("\"strides\": [24, 6, 12, 3, 1]", "\"strides\": [24, 6, 12, 3]", "same number of elements")]
    [InlineData("\"dims\": [2, 2, 2, 2, 3]", "\"dims\": [2, 2, 2, 2, 2]", "number of elements of the output, 48")]
    [
        InlineData(
            "\"zeroPoint\": 0, \"min\": 0, \"max\": 255 }] },\n    { \"name\": \"stream.0\"",
            "\"zeroPoint\": 1, \"min\": 0, \"max\": 255 }] },\n    { \"name\": \"stream.0\"", "must be one of the input's")]
    [InlineData("\"epsilon\": 160", "\"epsilon\": 0", "above 0")]
    [InlineData("\"gain\": [320, 32]", "\"gain\": [320, 36]", "'gain' must have 32 bytes, not 36")]
    [InlineData("\"columns\": 4", "\"columns\": 3", "groups cover 7 columns")]
    [InlineData("\"residual\": \"stream.0\"", "\"residual\": \"stream.1\"", "no step before it makes")]
    [InlineData("\"residual\": \"stream.0\"", "\"residual\": \"norm1\"", "of type s16 here")]
    [InlineData("\"residualMultiplier\": 1", "\"residualMultiplier\": -1", "above 0")]
    [InlineData("\"channels\": 4, \"scale\": 0.02,", "\"channels\": 3, \"scale\": 0.02,", "7 channels together, its last axis 8")]
    [InlineData("\"min\": -32767", "\"min\": -32768", "min -max")]
    [
        InlineData(
            "\"kind\": \"mean\", \"name\": \"pool\",\n      \"input\": \"stream.2\", \"output\": \"pooled\",\n      \"axis\": 0",
            "\"kind\": \"mean\", \"name\": \"pool\",\n      \"input\": \"stream.2\", \"output\": \"pooled\",\n      \"axis\": 1",
            "axis before the last")]
    [InlineData("\"offset\": [123.675, 116.28, 103.53]", "\"offset\": [123.675]", "as many offsets as scales")]
    public void So_is_a_rule_of_token_mixing_models(string old, string replacement, string sentence) =>
        AssertError(Mixer, old, replacement, sentence, line: -1);

    [Theory]
    [InlineData("\"function\": \"gelu\"", "\"function\": \"\"", "name is empty")]
    [InlineData("\"inputScale\": 0.025", "\"inputScale\": 0", "above 0")]
    [InlineData("\"data\": [1024, 256]", "\"data\": [1024, 255]", "must have 256 bytes, not 255")]
    [InlineData("\"tables\": [\n", "\"tables\": [\n{ \"function\": \"silu\", \"inputScale\": 1, \"data\": [1280, 256] },\n", "one table for each quantizer")]
    public void So_is_a_rule_of_tables(string old, string replacement, string sentence) =>
        AssertError(Affine, old, replacement, sentence, line: -1);

    [Theory]
    [InlineData("\"multiplier\": 0.00008", "\"multiplier\": 0", "the multiplier is a finite number above 0")]
    [InlineData("\"factor\": \"gate.mixed\"", "\"factor\": \"gated\"", "no step before it makes a tensor 'gated'")]
    [InlineData("\"factor\": \"gate.mixed\"", "\"factor\": \"stream.0\"", "must have the shape [5, 9] here, not [5, 4]")]
    [InlineData("\"factor\": \"gate.mixed\", ", "", "'factor' is missing")]
    [
        InlineData(
            "\"shape\": [5, 9], \"quantization\": [{ \"channels\": 9, \"scale\": 0.02, \"zeroPoint\": 128,",
            "\"shape\": [5, 9], \"quantization\": [{ \"channels\": 3, \"scale\": 0.02, \"zeroPoint\": 128, \"min\": 0, \"max\": 255 }, { \"channels\": 6, "
                + "\"scale\": 0.02, \"zeroPoint\": 128,",
            "must have one quantizer here, not 2")]
    public void So_is_a_rule_of_products_of_tensors(string old, string replacement, string sentence) =>
        AssertError(Gated, old, replacement, sentence, line: -1);

    [Theory]
    [InlineData("\"multiplier\": 53.7", "\"multiplier\": 1e29", "Step 'bytes.and.words': the multiplier of a term is a number from -2^96 to 2^96")]
    [InlineData("{ \"input\": \"doubled\"", "{ \"input\": \"deep\"", "no step before it makes a tensor 'deep'")]
    [InlineData(
        "{ \"input\": \"doubled\"", "{ \"tensor\": \"doubled\"",
        "Step 'bytes.and.words', a term: the member 'tensor' is not known; expected are input, multiplier")]
    [InlineData("{ \"input\": \"gate\"", "{ \"input\": \"words\"", "must have the shape [3, 7] here, not [3, 24]")]
    [InlineData("{ \"input\": \"words\", \"multiplier\": 0.93 }", "7", "an object is expected, not a number")]
    public void So_is_a_rule_of_sums(string old, string replacement, string sentence) => AssertError(Summed, old, replacement, sentence, line: 0);

    [Theory]
    [InlineData(
        "\"output\": \"stream\"", "\"input\": \"doubled\", \"output\": \"stream\"",
        "Step 'bytes.and.words': the member 'input' is not known; expected are kind, name, output, terms")]
    [InlineData(
        "{ \"input\": \"doubled\", \"multiplier\": 53.7 },", "",
        "Step 'bytes.and.words': the member 'terms' must be an array of 2 to 8 elements, not one of 1")]
    [InlineData(
        "\"channels\": 7, \"scale\": 0.02, \"zeroPoint\": 17",
        "\"channels\": 3, \"scale\": 0.02, \"zeroPoint\": 17, \"min\": 0, \"max\": 255 }, { \"channels\": 4, \"scale\": 0.02, \"zeroPoint\": 17",
        "Step 'odd': tensor 'narrow' must have one quantizer here, not 2")]
    public void So_are_its_terms(string old, string replacement, string sentence) => AssertError(Summed, old, replacement, sentence, line: -1);

    [Fact]
    public void A_sum_of_one_term_is_not_written()
    {
        var model = SampleModels.Summed();
        var one = model.Steps.Select(step => step is AddStep add ? add with { Terms = EquatableArray.Create(add.Terms[0]) } : step).ToEquatableArray();
        var error = Assert.Throws<ArgumentException>(() => ModelWriter.Write(model with { Steps = one }));
        Assert.Contains("a sum has 2 to 8 terms, not 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"size\": 32", "\"size\": 4", "'size' must be an integer from 8")]
    [InlineData("\"size\": 32", "\"size\": 36", "multiple of 8, not 36")]
    [InlineData("\"size\": 32", "\"size\": 8", "must have 15 bytes, not 5")]
    [InlineData("\"size\": 32, ", "", "'size' is missing")]
    [InlineData("\"size\": 32", "\"size\": 32, \"offset\": 1", "'offset' is not known; expected are size, multipliers")]
    [InlineData("\"scaleGroups\": {", "\"scaleGroups\": 5, \"scaleGroups\": {", "'scaleGroups' stands here twice")]
    [InlineData("\"multipliers\": [", "\"multipliers\": [640, 5, ", "[offset, length]")]
    public void So_is_a_rule_of_scale_groups(string old, string replacement, string sentence, int line = 0) =>
        AssertError(Grouped, old, replacement, sentence, line);

    [Fact]
    public void Weights_of_8_bits_have_no_scale_groups()
    {
        var model = SampleModels.Grouped();
        var linear = (LinearStep)model.Steps[1];
        var groups = ((LinearStep)model.Steps[0]).Groups[0].Weights.ScaleGroups;
        var changed = linear with
        {
            Groups = EquatableArray.Create(linear.Groups[0] with { Weights = linear.Groups[0].Weights with { ScaleGroups = groups } }),
        };
        var error = Assert.Throws<ArgumentException>(() => ModelWriter.Write(model with { Steps = EquatableArray.Create(model.Steps[0], changed) }));
        Assert.Contains("step 'fc2': weights of 8 bits have one scale for each row", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What was recorded of the calibration and done to the network.</summary>
    [Theory]
    [InlineData("\"residualBits\": 16", "\"residualBits\": 12", "a residual stream has 8 or 16 bits")]
    [InlineData("\"weightGroupSize\": 32", "\"weightGroupSize\": 36", "the size of groups is a multiple of 8")]
    [InlineData("{ \"layer\": \"fc2\"", "{ \"layer\": \"fc0\"", "layers stand in ordinal order of their names, each once")]
    [InlineData("\"weightBits\": 4 }", "\"weightBits\": 5 }", "weights have 8 or 4 bits")]
    [InlineData("{ \"bytes\": 163840 }", "{}", "a budget is a number of bytes or of points")]
    [InlineData("{ \"bytes\": 163840 }", "{ \"bytes\": 163840, \"points\": 1 }", "a budget is a number of bytes or of points")]
    [InlineData("\"quads\": 4", "\"quads\": 3", "sums of 16 bits hold 1, 2, 4 or 8 quads")]
    [InlineData("\"std\": [0.229, 0.224, 0.225]", "\"std\": [0.229]", "as many standard deviations as means")]
    [InlineData("\"std\": [0.229, 0.224, 0.225]", "\"std\": [0.229, 0.224, 0]", "above 0")]
    [InlineData("\"float\": 0.9371", "\"float\": 93.71", "a number from 0 to 1")]
    [InlineData("\"metric\": \"top1\"", "\"metric\": \"top5\"", "must be one of \"top1\"")]
    [InlineData("\"kind\": \"shiftedChannels\"", "\"kind\": \"bent\"", "must be one of \"scaledChannels\", \"dividedChannels\"")]
    [InlineData("\"exponents\": [0, 1, -2, 0, 3, 0]", "\"exponents\": [0, 1, -2, 0, 3]", "it is of 5 channels, and the tensor of that name has 6")]
    [InlineData("\"exponents\": [0, 1,", "\"exponents\": [0, 127,", "integer from -126 to 126")]
    [InlineData("\"groups\": [0, 1, 0, 1, 1]", "\"groups\": [0, 2, 0, 2, 2]", "The transformation of 'fc0': groups are 0 to 1")]
    [InlineData("[\".group0\", \".group1\"]", "[\".group0\", \".group0\"]", "each part has a name of its own")]
    [InlineData("[\".group0\", \".group1\"]", "[\".group0\", \".\\u0007\"]", "may not hold control characters")]
    [InlineData("\"count\": 4", "\"count\": 1", "'count' must be an integer from 2")]
    [InlineData("\"order\": [5, 4, 3, 2, 1, 0]", "\"order\": [5, 4, 3, 2, 1, 1]", "an order names each channel once")]
    [InlineData("\"target\": \"token_mix\"", "\"target\": \"\"", "name is empty")]
    public void So_is_a_rule_of_what_was_recorded(string old, string replacement, string sentence) =>
        AssertError(Recorded, old, replacement, sentence, line: 0);

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void An_older_version_says_to_calibrate_again(string version)
    {
        var error = ModelReader.Read(Mlp.Replace("\"version\": 3", "\"version\": " + version, StringComparison.Ordinal)).Errors.Single();
        Assert.Equal((FormatErrorKind.Version, 2, 32), (error.Kind, error.Line, error.Column));
        Assert.Contains($"format version {version}, which is read no longer: run 'qmlp calibrate' again", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2.5")]
    [InlineData("-3")]
    [InlineData("\"3\"")]
    public void What_is_no_version_is_refused(string version) => Assert.Contains(
        "must be a version", ModelReader.Read(Mlp.Replace("\"version\": 3", "\"version\": " + version, StringComparison.Ordinal))
            .Errors.Single()
            .Message, StringComparison.Ordinal);

    /// <summary>Bytes of images enter as they are.</summary>
    [Theory]
    [
        InlineData(
            "\"scale\": 0.02, \"zeroPoint\": 0, \"min\": 0, \"max\": 255 }] },\n    { \"name\": \"patches\"",
            "\"scale\": 0.02, \"zeroPoint\": 1, \"min\": 0, \"max\": 255 }] },\n    { \"name\": \"patches\"", "zero point 0 and values up to 255")]
    [
        InlineData(
            "\"channels\": 3, \"scale\": 0.02, \"zeroPoint\": 0, \"min\": 0, \"max\": 255",
            "\"channels\": 3, \"scale\": 0.02, \"zeroPoint\": 0, \"min\": 0, \"max\": 127", "zero point 0 and values up to 255")]
    [
        InlineData(
            "\"quantization\": [{ \"channels\": 3,",
            "\"quantization\": [{ \"channels\": 1, \"scale\": 1, \"zeroPoint\": 0, \"min\": 0, \"max\": 255 }, { \"channels\": 2,",
            "must have one quantizer, not 2")]
    public void So_is_a_rule_of_the_input(string old, string replacement, string sentence) =>
        AssertError(Mixer, old, replacement, sentence, line: -1);

    [Fact]
    public void A_scale_of_two_channel_groups_does_not_fit_one_matrix()
    {
        // One group of 8 columns over two quantizers with different scales.
        var model = SampleModels.Mixer();
        var mix = (LinearStep)model.Steps[3];
        var wide = mix with { Groups = EquatableArray.Create(mix.Groups[0] with { Columns = 8 }) };
        var steps = model.Steps.Select(s => s == mix ? wide : s).ToEquatableArray();
        var error = Assert.Throws<ArgumentException>(() => ModelWriter.Write(model with { Steps = steps }));
        Assert.Contains("more than one scale", error.Message, StringComparison.Ordinal);
        Assert.Contains("steps[3].groups[0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_version_says_what_to_update()
    {
        foreach (var version in new[] { "4", "17", "1e3" })
        {
            var error = ModelReader.Read(Mlp.Replace("\"version\": 3", "\"version\": " + version, StringComparison.Ordinal)).Errors.Single();
            Assert.Equal((FormatErrorKind.Version, 2, 32), (error.Kind, error.Line, error.Column));
            Assert.Contains($"format version {version}; this program reads versions up to 3. Update QMlp", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_changed_digit_is_a_wrong_checksum()
    {
        var error = ModelReader.Read(Mlp.Replace("\"scale\": [0.02]", "\"scale\": [0.03]", StringComparison.Ordinal)).Errors.Single();
        Assert.Equal((FormatErrorKind.Checksum, 77, 15), (error.Kind, error.Line, error.Column));
        Assert.Contains("calibrate again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_errors_come_in_the_order_of_the_text()
    {
        var text = ModelText.Sign(Mlp.Replace("\"axis\": 0", "\"axis\": 7", StringComparison.Ordinal));
        Assert.Equal([36, 48], ModelReader.Read(text).Errors.Select(e => e.Line));
    }

    /// <param name="line">Line of the error; 0: that of the edit; -1: any.</param>
    private static void AssertError(string text, string old, string replacement, string sentence, int line)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample does not hold {old}");
        var edited = ModelText.Sign(text[..at] + replacement + text[(at + old.Length)..]);
        var result = ModelReader.Read(edited);
        var error = result.Errors.First();
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(FormatErrorKind.Content, error.Kind);
        if (line >= 0)
        {
            Assert.Equal(line > 0 ? line : text[..at].Count(c => c == '\n') + 1, error.Line);
        }
    }
}
