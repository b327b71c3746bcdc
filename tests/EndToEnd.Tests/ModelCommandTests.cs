using System.Text.Json;
using System.Text.RegularExpressions;
using QMlp.Calibrator.Commands;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Report;
using QMlp.Tests;

namespace QMlp.EndToEnd.Tests;

/// <summary>The commands that take a quantized model.</summary>
public sealed partial class ModelCommandTests(QuickstartModel model) : IClassFixture<QuickstartModel>
{
    [Fact]
    public void Evaluate_measures_accuracy_agreement_and_noise()
    {
        var report = Cli.Json(
            "evaluate", model.Quantized, "--data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels, "--against", QuickstartModel.Float);
        Assert.Equal(1000, report.GetProperty("samples").GetInt32());
        // 89.4 % on all 10,000 test images; a tenth of them is within three standard errors.
        Assert.InRange(report.GetProperty("floatTop1").GetDouble(), 0.865, 0.925);
        Assert.InRange(report.GetProperty("top1").GetDouble(), report.GetProperty("floatTop1").GetDouble() - 0.005, 1);
        Assert.InRange(report.GetProperty("top5").GetDouble(), 0.98, 1);
        Assert.InRange(report.GetProperty("agreement").GetDouble(), 0.98, 1);
        // The simulation with plain min/max ranges: 42.9 dB.
        Assert.InRange(report.GetProperty("sqnrDb").GetDouble(), 40.9, 60);
    }

    [Fact]
    public void Evaluate_leaves_out_what_it_cannot_know()
    {
        var labeled = Cli.Json("evaluate", model.Quantized, "--data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels, "--samples", "50");
        Assert.Equal(50, labeled.GetProperty("samples").GetInt32());
        Assert.Equal(JsonValueKind.Null, labeled.GetProperty("sqnrDb").ValueKind);
        Assert.Equal(JsonValueKind.Null, labeled.GetProperty("floatTop1").ValueKind);

        var compared = Cli.Json("evaluate", model.Quantized, "--data", QuickstartModel.TestImages, "--against", QuickstartModel.Float, "--samples", "50");
        Assert.Equal(JsonValueKind.Null, compared.GetProperty("top1").ValueKind);
        Assert.Equal(JsonValueKind.Number, compared.GetProperty("agreement").ValueKind);
    }

    [Fact]
    public void Normalization_in_words_equals_the_one_that_the_file_states()
    {
        string[] command = ["evaluate", model.Quantized, "--data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels, "--samples", "200"];
        var stated = Cli.Done(command);
        Assert.Equal(stated, Cli.Done([.. command, .. QuickstartModel.Normalization]));
        // And another one is not ignored.
        Assert.NotEqual(stated, Cli.Done([.. command, "--mean", "0.9", "--std", "0.1"]));
    }

    [Fact]
    public void Run_writes_the_same_bytes_with_the_slowest_and_the_fastest_kernel()
    {
        using var folder = new TemporaryFolder();
        byte[]? first = null;
        foreach (var kernel in new[] { "scalar", "best" })
        {
            var report = Cli.Json(
                "run", model.Quantized, "--input", QuickstartModel.TestImages, "--samples", "40", "--output", folder["out.npy"], "--kernel", kernel);
            Assert.Contains(report.GetProperty("kernel").GetString(), kernel == "best" ? TierNames.All : [kernel]);
            Assert.Equal([40, 10], report.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()));
            var bytes = File.ReadAllBytes(folder["out.npy"]);
            Assert.Equal("\u0093NUMPY", System.Text.Encoding.Latin1.GetString(bytes, 0, 6));
            Assert.Equal(bytes, first ??= bytes);
        }
    }

    [Fact]
    public void A_model_that_takes_pixels_and_states_no_normalization_classifies_images()
    {
        using var folder = new TemporaryFolder();
        var header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4, 4, 3), }\n"u8;
        var (data, labels) = (folder["pixels.npy"], folder["labels.txt"]);
        File.WriteAllBytes(data, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. Enumerable.Range(0, 96).Select(i => (byte)(i * 2))]);
        File.WriteAllText(labels, "0\n1\n");
        var tiny = Path.Combine(Repository.Root, "docs", "emitted", "tiny-mixer.qmlp");

        Assert.Equal(2, Cli.Json("run", tiny, "--input", data, "--output", folder["out.npy"]).GetProperty("shape")[0].GetInt32());
        Assert.Equal(2, Cli.Json("evaluate", tiny, "--data", data, "--labels", labels).GetProperty("samples").GetInt32());
    }

    [Fact]
    public void Verify_finds_every_tier_exact()
    {
        var report = Cli.Json("verify", model.Quantized);
        Assert.True(report.GetProperty("exact").GetBoolean());
        Assert.All(report.GetProperty("tiers").EnumerateArray(), tier =>
        {
            Assert.True(tier.GetProperty("exact").GetBoolean());
            Assert.True(tier.GetProperty("selfTest").GetBoolean());
            Assert.Equal(0, tier.GetProperty("mismatches").GetInt32());
            Assert.True(tier.GetProperty("inputs").GetInt32() >= 12);
        });
        Assert.Equal("scalar", report.GetProperty("tiers")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Verify_notices_code_that_computes_something_else()
    {
        using var folder = new TemporaryFolder();
        Cli.Done(
            ["calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization,
            "--samples", "20", "--method", "percentile:99", "--output", folder["other.qmlp"]]);
        var tiers = Verifier.Verify(InMemoryModel.Compile(folder["other.qmlp"]), QuantizedModelFile.Load(model.Quantized), 2, new Progress<double>());
        Assert.NotEmpty(tiers);
        Assert.All(tiers, tier => Assert.True(tier.Mismatches > 0 && !tier.Exact));
        Assert.False(new VerificationReport(false, []).HasPassed());
    }

    [Fact]
    public void Generate_writes_the_class_and_its_kernels()
    {
        using var folder = new TemporaryFolder();
        var report = Cli.Json("generate", model.Quantized, "--output", folder["out"], "--class", "Fashion", "--namespace", "Shop.Vision", "--public");
        Assert.Equal("Shop.Vision.Fashion", report.GetProperty("className").GetString());
        var files = report.GetProperty("files").EnumerateArray().Select(file => file.GetString()!).ToList();
        Assert.Equal(
            files.Order(StringComparer.Ordinal), Directory.EnumerateFiles(folder["out"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        var text = string.Concat(files.Select(file => File.ReadAllText(Path.Combine(folder["out"], file))));
        Assert.Contains("class Fashion", text, StringComparison.Ordinal);
        Assert.Contains("Shop.Vision", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_shows_both_kinds_of_model()
    {
        var floating = Cli.Json("inspect", QuickstartModel.Float);
        Assert.Equal(17, floating.GetProperty("opset").GetInt32());
        Assert.True(floating.GetProperty("supported").GetBoolean());
        var quantized = Cli.Json("inspect", model.Quantized);
        Assert.Equal("fashion_qmlp_op17.onnx", quantized.GetProperty("source").GetString());
        Assert.Equal(floating.GetProperty("macs").GetInt64(), quantized.GetProperty("macs").GetInt64());
        Assert.NotEmpty(quantized.GetProperty("steps").EnumerateArray());
        Assert.Contains("can be calibrated", Cli.Done("inspect", QuickstartModel.Float), StringComparison.Ordinal);
    }

    /// <summary>The plan is that of the emitted class: the same passes, products and ideal cycles as in its front matter.</summary>
    [Fact]
    public void Inspect_shows_the_plan_of_a_quantized_model()
    {
        using var folder = new TemporaryFolder();
        Cli.Done("generate", model.Quantized, "--output", folder["out"], "--class", "Fashion");
        var header = File.ReadAllLines(Path.Combine(folder["out"], "Fashion.g.cs"))
            .TakeWhile(line => line != "// </auto-generated>")
            .Select(line => line.TrimStart('/').Trim())
            .ToList();
        var report = Cli.Json("inspect", model.Quantized);
        var passes = report.GetProperty("plan").GetProperty("passes").EnumerateArray().ToList();
        Assert.Contains(header, line => line.StartsWith($"Plan: {passes.Count} passes, ", StringComparison.Ordinal));
        Assert.Equal(report.GetProperty("macs").GetInt64(), passes.Sum(pass => pass.GetProperty("macs").GetInt64()));
        foreach (var (pass, i) in passes.Select((pass, i) => (pass, i)))
        {
            var first = pass.GetProperty("steps")[0].GetString();
            Assert.Contains($"{i + 1}. {first}", header);
            Assert.Contains(header, line => line.EndsWith($"{Grouped(pass.GetProperty("bytesMoved"))} bytes moved", StringComparison.Ordinal));
            string[] cycles = [.. pass.GetProperty("idealCycles").EnumerateObject().Select(tier => Grouped(tier.Value))];
            Assert.Contains(header, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SequenceEqual([$"{i + 1}", .. cycles]));
        }

        string[] tiers = ["scalar", "vector128", "avx2", "avx512", "avxvnni", "avx512vnni"];
        Assert.Equal(tiers, passes[0].GetProperty("idealCycles").EnumerateObject().Select(tier => tier.Name));
        var text = Cli.Done("inspect", model.Quantized);
        Assert.Contains("   1. " + passes[0].GetProperty("steps")[0].GetString(), text, StringComparison.Ordinal);
        Assert.Contains("mixes channels: ", text, StringComparison.Ordinal);
        Assert.All(tiers, tier => Assert.Contains(tier, text, StringComparison.Ordinal));

        static string Grouped(System.Text.Json.JsonElement number) => number.GetInt64().ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_damaged_model_is_refused_by_every_command_with_its_position()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(model.Quantized);
        File.WriteAllText(folder["cut.qmlp"], text[..(text.Length / 2)]);
        File.WriteAllText(folder["changed.qmlp"], FirstScale().Replace(text, "\"scale\": 7", 1));
        foreach (var file in new[] { "cut.qmlp", "changed.qmlp" })
        {
            Cli.Run("inspect", folder[file]).AssertRefusal(ExitCode.BadInput, file);
            Cli.Run("verify", folder[file]).AssertRefusal(ExitCode.BadInput, file);
            Cli.Run("generate", folder[file], "--output", folder["out"]).AssertRefusal(ExitCode.BadInput, file);
        }

        Assert.Equal(["changed.qmlp", "cut.qmlp"], folder.Names);
    }

    [GeneratedRegex("\"scale\": *[0-9.e+-]+")]
    private static partial Regex FirstScale();
}
