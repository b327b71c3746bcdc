using QMlp.ModelZoo;

namespace QMlp.EndToEnd.Tests;

/// <summary>
/// Sums of activations of different scale that no linear layer takes into its step, from the ONNX file to the generated code and back to ONNX.
/// </summary>
public class SumTests
{
    /// <summary>Plain 8-bit networks of this size have 30 dB and more; sums must not cost what a byte costs.</summary>
    private const double LeastDb = 25;

    private const int Tokens = 10, Inputs = 16;

    /// <summary>Widths that fill vectors, and one that fills none.</summary>
    [Theory]
    [InlineData(24)]
    [InlineData(7)]
    public void A_network_with_sums_is_exact_on_every_tier(int width)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x.onnx"], Network(width));
        SampleFile.Write(folder["x.npy"], [Tokens, Inputs], 128);
        Check(folder, folder["x.onnx"], folder["x.npy"], sums: 4);
    }

    /// <summary>x + relu(fc(x)), as an exporter wrote it.</summary>
    [Fact]
    public void A_residual_around_an_activation_is_exact_on_every_tier()
    {
        using var folder = new TemporaryFolder();
        Check(folder, SharedData.Require("models/dialects/res_around_relu.onnx"), SharedData.Require("models/dialects/v16.npy"), sums: 2);
    }

    /// <summary>
    /// s16 + s16 around a ReLU; s16 + u8 around a GELU; a sum of bytes that token mixing reads in quads; a value added to itself. Then a sum that a
    /// layer takes.
    /// </summary>
    private static byte[] Network(int width)
    {
        var net = new LayerWriter("sums", seed: 4);
        var x = net.Linear("embed", net.Input(Tokens, Inputs), Inputs, width);
        x = net.Add("around.relu", x, net.Relu("relu", net.Linear("fc1", x, width, width)));
        x = net.Add("around.gelu", x, net.Gelu("gelu", net.Linear("fc2", x, width, width)));
        var bytes = net.Add("bytes", net.Gelu("gelu3", net.Linear("fc3", x, width, width)), net.Gelu("gelu4", net.Linear("fc4", x, width, width)));
        bytes = net.TokenMixing("tokens", bytes, width, groups: 1, (group, name) => net.Linear(name + ".fc", group, Tokens, Tokens));
        x = net.Add("twice", x, x);
        x = net.Add("residual", x, bytes);
        return net.Head(net.LayerNorm("norm", x, width), width, 5);
    }

    private static void Check(TemporaryFolder folder, string onnx, string samples, int sums)
    {
        Cli.Done("calibrate", onnx, "--data", samples, "--output", folder["x.qmlp"]);
        var steps = Cli.Json("inspect", folder["x.qmlp"]).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString());
        Assert.Equal(sums, steps.Count(kind => kind == "add"));
        var verified = Cli.Json("verify", folder["x.qmlp"]);
        Assert.True(verified.GetProperty("exact").GetBoolean());
        Assert.InRange(Sqnr(folder, samples, onnx), LeastDb, 200);

        Cli.Done("export", folder["x.qmlp"], "--output", folder["x.qdq.onnx"]);
        Assert.InRange(Sqnr(folder, samples, folder["x.qdq.onnx"]), LeastDb, 200);
    }

    private static double Sqnr(TemporaryFolder folder, string samples, string onnx) =>
        Cli.Json("evaluate", folder["x.qmlp"], "--data", samples, "--against", onnx).GetProperty("sqnrDb").GetDouble();
}
