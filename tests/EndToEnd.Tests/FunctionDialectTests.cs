using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

/// <summary>Functions and layer norms in other people's spellings: from the file to exact generated code, as good as ONNX Runtime.</summary>
public class FunctionDialectTests
{
    [Theory]
    [InlineData("r14_mish", "v16")]
    [InlineData("r14_selu", "v16")]
    [InlineData("r14_leaky", "v16")]
    [InlineData("ln_keras_bnform", "tok")]
    [InlineData("ln_sqdiff", "tok")]
    [InlineData("ln_channels_first", "tok")]
    public void The_signal_is_kept(string model, string data)
    {
        var onnx = SharedData.Require($"models/dialects/{model}.onnx");
        var samples = SharedData.Require($"models/dialects/{data}.npy");
        using var folder = new TemporaryFolder();
        var file = folder[model + ".qmlp"];
        Cli.Done("calibrate", onnx, "--data", samples, "--output", file);
        Assert.True(Cli.Json("evaluate", file, "--data", samples, "--against", onnx).GetProperty("sqnrDb").GetDouble() >= 25);
        Assert.True(Cli.Json("verify", file).GetProperty("exact").GetBoolean());
    }

    [Theory]
    [InlineData("ln_rms", "layer normalization over one axis")]
    [InlineData("r14_preluC", "slope for each channel")]
    public void What_is_refused_is_told_what_is_supported(string model, string named)
    {
        var result = Cli.Run("inspect", SharedData.Require($"models/dialects/{model}.onnx"));
        Assert.NotEqual(ExitCode.Done, result.Exit);
        Assert.Contains(named, result.Output + result.Error, StringComparison.Ordinal);
    }
}
