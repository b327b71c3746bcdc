using System.Text;
using System.Text.RegularExpressions;

namespace QMlp.ModelFormat.Tests;

/// <summary>
/// Damaged files: whatever happens to the bytes of a file, reading gives an error sentence or the same model, in bounded memory.
/// </summary>
public class DamageTests
{
    /// <summary>
    /// Bytes that reading may allocate for each character of a text, with a constant for sentences and small texts. A large valid model
    /// takes about 33 (tokens, records, the canonical text), long decimals about 62; a sentence for every one of many errors would pass 80.
    /// </summary>
    private const long AllocatedPerCharacter = 80;
    private const long AllocatedAlways = 400_000;

    private static readonly QuantizedModel Model = SampleModels.Mlp(golden: true);
    private static readonly string Text = ModelWriter.Write(Model);

    [Fact]
    public void A_file_cut_off_at_any_byte_is_refused()
    {
        // The last two characters are the closing bracket, without which there is no object, and a line end.
        for (var length = 0; length < Text.Length - 1; length++)
        {
            var error = Check(Text[..length])!;
            Assert.True(error.Kind == FormatErrorKind.Syntax, $"cut off at {length}: {error}");
        }

        Assert.Null(Check(Text[..^1]));
    }

    [Theory]
    [MemberData(nameof(Mutations.Names), MemberType = typeof(Mutations))]
    public void A_damaged_file_is_refused_or_means_the_same(string mutation)
    {
        const int Seeds = 500;
        var refused = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var bytes = Mutations.Apply(mutation, Encoding.UTF8.GetBytes(Text), new Random(seed));
            refused += Check(Encoding.UTF8.GetString(bytes)) is null ? 0 : 1;
        }

        // Most damage must be noticed, or the mutation damages nothing.
        Assert.True(refused > Seeds / 2, $"only {refused} of {Seeds} were refused");
    }

    [Theory]
    [MemberData(nameof(Mutations.Names), MemberType = typeof(Mutations))]
    public void A_file_damaged_under_a_right_checksum_is_refused_or_is_a_valid_model(string mutation)
    {
        // The checksum would hide everything behind it from the test above; here the later stages see the damage.
        for (var seed = 0; seed < 500; seed++)
        {
            var text = Encoding.UTF8.GetString(Mutations.Apply(mutation, Encoding.UTF8.GetBytes(Text), new Random(seed)));
            var end = text.LastIndexOf(",\n  \"checksum\"", StringComparison.Ordinal);
            if (end >= 0)
            {
                text = ModelText.Sign(text);
            }

            var result = Read(text);
            if (result.Model is { } model)
            {
                Assert.Equal(model, ModelReader.Read(ModelWriter.Write(model)).Model);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\uFEFF")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\": \"qmlp\"}")]
    [InlineData("{\"format\": \"qmlp\", \"version\": 1}")]
    [InlineData("{\"format\": \"qmlp\", \"version\": 1, \"checksum\": \"\"}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\u0000")]
    [InlineData("1e5")]
    public void What_is_no_model_file_is_refused(string text) => Assert.NotNull(Check(text));

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("[[],")]
    [InlineData("[0,")]
    [InlineData("\"a\\u0041")]
    [InlineData("99999999999")]
    [InlineData("\u00e9\u4e00")]
    public void A_long_repetition_takes_time_and_memory_in_proportion(string unit)
    {
        var repeated = string.Concat(Enumerable.Repeat(unit, 300_000 / unit.Length));
        Assert.NotNull(Check(repeated));
        Assert.NotNull(Check(Text[..100] + repeated + Text[100..]));
    }

    [Theory]
    [InlineData("\"steps\": [\n", "{},")]
    [InlineData("\"steps\": [\n", "{\"kind\":\"linear\",\"groups\":[{}]},")]
    [InlineData("\"tensors\": [\n", "{\"a\":1,\"b\":2},")]
    [InlineData("\"tensors\": [\n", "{ \"name\": \"x\", \"type\": \"u8\", \"shape\": [1], \"quantization\": [] },")]
    [InlineData("\"tensors\": [\n", "[[],1,\"\"],")]
    [InlineData("\"scale\": [", "1.2345678901234567890123e-300,")]
    [InlineData("\"base64\": [\n", "\"AAAA\",")]
    [InlineData("\"base64\": [\n", "7,")]
    [InlineData("  \"output\"", "\"output\": 1,")]
    [InlineData("  \"output\"", "\"\":0,")]
    [InlineData("\"fc1\"", "\"")]
    public void Many_signed_values_take_time_and_memory_in_proportion(string place, string unit)
    {
        var at = Text.IndexOf(place, StringComparison.Ordinal) + (place.EndsWith('"') ? 0 : place.Length);
        var repeated = string.Concat(Enumerable.Repeat(unit, 300_000 / unit.Length));
        Assert.NotNull(Check(ModelText.Sign(Text[..at] + repeated + Text[at..])));
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused_unread() =>
        Assert.Contains("characters", Check(new string(' ', ModelLimits.TextCharacters + 1))!.Message, StringComparison.Ordinal);

    /// <summary>As many steps as there may be: whatever looked through all tensors for each step would allocate or compute a thousand times as much.</summary>
    [Fact]
    public void Ten_thousand_steps_are_read_in_linear_time()
    {
        var large = ModelWriter.Write(Chain(ModelLimits.Steps));
        var small = ModelWriter.Write(Chain(ModelLimits.Steps / 10));
        ModelReader.Read(small);
        var (ofSmall, ofLarge) = (Enumerable.Range(0, 3).Min(_ => Time(small)), Time(large));
        Assert.Equal(ModelLimits.Steps, Read(large).Model!.Steps.Count);
        Assert.True(ofLarge < (50 * ofSmall) + 1000, $"1,000 steps took {ofSmall} ms, 10,000 took {ofLarge} ms");

        static double Time(string text)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            Assert.NotNull(ModelReader.Read(text).Model);
            return clock.Elapsed.TotalMilliseconds;
        }
    }

    /// <summary>A chain of rescaling steps, all with the same numbers, and a head.</summary>
    private static QuantizedModel Chain(int steps)
    {
        var build = new SampleModelBuilder(seed: 5);
        var last = build.U8("x", [8], zeroPoint: 128);
        var (gain, offset) = (build.Floats(8, 0.9f, 1.1f), build.Floats(8, -1, 1));
        for (var i = 1; i < steps; i++)
        {
            var next = build.U8($"tensor.{i}", [8], zeroPoint: 128);
            build.Add(new RescaleStep($"step.{i}", last, next, gain, offset));
            last = next;
        }

        var logits = build.F32("logits", 3);
        build.Add(new LinearStep("head", last, null, 0, logits, 0, EquatableArray.Create(build.Group(ElementType.F32, 3, 8))));
        var input = new ModelInput("x", EquatableArray.Create(8), "x", PixelLayout.None, EquatableArray.Create(0.02f), EquatableArray.Create(0f));
        return build.Build("chain", input, logits);
    }

    /// <summary>Reads a text that must be refused, whose error is the result, or mean the same as <see cref="Model"/>: null.</summary>
    private static FormatError? Check(string text)
    {
        var result = Read(text);
        if (result.Model is not null)
        {
            Assert.Equal(Model, result.Model);
            Assert.Equal(Model.Weights.Bytes, result.Model.Weights.Bytes);
        }

        return result.Errors.FirstOrDefault();
    }

    private static ReadResult Read(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = ModelReader.Read(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            allocated <= AllocatedAlways + (text.Length * AllocatedPerCharacter),
            $"{allocated} bytes were allocated for {text.Length} characters");
        Assert.Equal(result.Model is null, result.Errors.Count > 0);
        Assert.All(result.Errors, error => AssertIsSentenceInside(error, text));
        return result;
    }

    private static void AssertIsSentenceInside(FormatError error, string text)
    {
        Assert.Matches(@"^[^\n\r]{20,}\.$", error.Message);
        var lines = text.Length > 100_000 ? null : Regex.Split(text, "\r\n|\r|\n");
        Assert.True(error.Line >= 1 && error.Column >= 1);
        Assert.True(lines is null || error.Column <= lines[error.Line - 1].Length + 1, error.ToString());
    }
}
