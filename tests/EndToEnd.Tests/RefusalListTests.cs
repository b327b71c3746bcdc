using System.Text.Json;
using QMlp.Calibrator.Commands;
using QMlp.Calibrator.Onnx;
using QMlp.Tests;

namespace QMlp.EndToEnd.Tests;

/// <summary>What the commands say of a model that cannot be compiled, and of files that cannot be read.</summary>
public class RefusalListTests
{
    [Fact]
    public void Inspect_and_calibrate_list_all_that_stands_in_the_way()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["odd.onnx"], Odd());
        Calibrator.Data.NpyWriter.Write(folder["data.npy"], [4], 1, [[1f, 2, 3, 4]]);

        var inspected = Cli.Run("inspect", folder["odd.onnx"]);
        Assert.Equal((ExitCode.Failed, ""), (inspected.Exit, inspected.Error));
        var calibrated = Cli.Run("calibrate", folder["odd.onnx"], "--data", folder["data.npy"], "--output", folder["x.qmlp"]);
        Assert.Equal((ExitCode.BadInput, ""), (calibrated.Exit, calibrated.Output));
        Assert.StartsWith("qmlp: odd.onnx: 3 nodes stand in the way", calibrated.Error, StringComparison.Ordinal);
        Assert.All([inspected.Output, calibrated.Error], text =>
        {
            Assert.Contains("\n  2 x operator Sin is not supported: 'sin0', 'sin1'; the first: [1, 4] -> [1, 4]; ", text, StringComparison.Ordinal);
            Assert.Contains("\n  1 x operator Cos is not supported: 'cos2' [1, 4] -> [1, 4]; ", text, StringComparison.Ordinal);
        });
        Assert.Equal(["data.npy", "odd.onnx"], folder.Names);
    }

    [Fact]
    public void Inspect_as_json_has_supported_and_refusals()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["odd.onnx"], Odd());
        var result = Cli.Run("inspect", folder["odd.onnx"], "--json");
        Assert.Equal((ExitCode.Failed, ""), (result.Exit, result.Error));
        var report = Cli.ParseObject(result.Output);
        Assert.False(report.GetProperty("supported").GetBoolean());
        var first = report.GetProperty("refusals")[0];
        Assert.Equal("operator Sin is not supported", first.GetProperty("cause").GetString());
        Assert.Equal(2, first.GetProperty("count").GetInt32());
        Assert.Equal(["sin0", "sin1"], first.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()));

        var good = Cli.Json("inspect", QuickstartModel.Float);
        Assert.True(good.GetProperty("supported").GetBoolean());
        Assert.Equal(0, good.GetProperty("refusals").GetArrayLength());
    }

    [Theory]
    [InlineData("damaged.onnx", ExitCode.BadInput)]
    [InlineData("damaged.qmlp", ExitCode.BadInput)]
    [InlineData("missing.onnx", ExitCode.BadInput)]
    public void Inspect_as_json_of_what_cannot_be_read_has_the_error(string name, int exit)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["damaged.onnx"], "no model");
        File.WriteAllText(folder["damaged.qmlp"], "no model");
        var result = Cli.Run("inspect", folder[name], "--json");
        Assert.Equal(exit, result.Exit);
        var report = Cli.ParseObject(result.Output);
        Assert.Equal(JsonValueKind.False, report.GetProperty("supported").ValueKind);
        Assert.Equal(0, report.GetProperty("refusals").GetArrayLength());
        Assert.Equal($"qmlp: {report.GetProperty("error").GetString()}\n", result.Error);
    }

    [Fact]
    public void Every_model_of_the_backend_suite_as_json()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Require("models/onnx-backend"), "model.onnx", SearchOption.AllDirectories))
        {
            var result = Cli.Run("inspect", path, "--json");
            var report = Cli.ParseObject(result.Output);
            Assert.Equal(result.Exit == ExitCode.Done, report.GetProperty("supported").GetBoolean());
            Assert.True(result.Exit == ExitCode.Done || report.GetProperty("refusals").GetArrayLength() > 0 || report.TryGetProperty("error", out _), path);
        }
    }

    private static byte[] Odd()
    {
        var b = new OnnxModelBuilder("net", 17);
        var x = b.Input("x", 1, 4);
        foreach (var (i, type) in ((string[])["Sin", "Sin", "Cos"]).Index())
        {
            x = b.Node(type, $"{type.ToLowerInvariant()}{i}", [x]);
            x = b.Node("MatMul", $"fc{i}", [x, b.Floats($"w{i}", [.. Enumerable.Range(0, 16).Select(k => k / 16f)], 4, 4)]);
        }

        b.Output(x, 1, 4);
        return b.ToBytes();
    }
}
