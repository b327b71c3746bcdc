namespace QMlp.ModelFormat.Tests;

public class RoundTripTests
{
    public static TheoryData<string> Names => [.. SampleModels.All.Keys, "recorded"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_what_was_written_gives_the_same_model(string name)
    {
        var model = Model(name);
        var result = ModelReader.Read(ModelWriter.Write(model));

        Assert.Empty(result.Errors);
        Assert.Equal(model, result.Model);
        Assert.Equal(model.Weights.Bytes, result.Model!.Weights.Bytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Writing_what_was_read_gives_the_same_text(string name)
    {
        var text = ModelWriter.Write(Model(name));
        Assert.Equal(text, ModelWriter.Write(ModelReader.Read(text).Model!));
        Assert.DoesNotContain('\r', text);
    }

    /// <summary>One of the samples, or the one with all that can be recorded of a calibration.</summary>
    private static QuantizedModel Model(string name) => name == "recorded" ? SampleModels.Recorded() : SampleModels.All[name];

    [Fact]
    public void A_sidecar_is_named_and_not_loaded()
    {
        var model = SampleModels.Mixer(inlineLimit: 0);
        var read = ModelReader.Read(ModelWriter.Write(model)).Model!;
        Assert.Equal(model, read);
        Assert.Null(read.Weights.Bytes);
    }

    [Fact]
    public void Layout_of_white_space_does_not_matter()
    {
        var text = ModelWriter.Write(SampleModels.Mlp());
        foreach (var other in new[]
        {
            text.Replace("\n", "\r\n"), text.Replace("\n", "\r"), "\uFEFF" + text, text.Replace("  ", "\t"), text.Replace("\n", " "),
        })
        {
            Assert.Equal(SampleModels.Mlp(), ModelReader.Read(other).Model);
        }
    }

    [Fact]
    public void Names_may_hold_any_character_of_any_script()
    {
        var model = SampleModels.Mlp() with { Name = "\"q\" \\ слой 層 \U0001F600 é" };
        var text = ModelWriter.Write(model);
        Assert.All(text, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
        Assert.Equal(model, ModelReader.Read(text).Model);
    }

    [Fact]
    public void Steps_are_located_in_the_text()
    {
        var text = ModelWriter.Write(SampleModels.Mlp());
        var lines = text.Split('\n');
        var positions = ModelReader.Read(text).StepPositions;
        Assert.Equal(2, positions.Count);
        Assert.Equal("{", lines[positions[1].Line - 1][(positions[1].Column - 1)..]);
        Assert.Contains("\"fc2\"", lines[positions[1].Line]);
    }
}
