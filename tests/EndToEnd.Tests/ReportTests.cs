using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using QMlp.Calibrator.Commands;

namespace QMlp.EndToEnd.Tests;

/// <summary><c>report</c> and <c>sensitivity</c>: the page is well-formed, loads nothing, and says what the JSON says.</summary>
public sealed partial class ReportTests(QuickstartModel model) : IClassFixture<QuickstartModel>
{
    [Fact]
    public void The_page_says_what_the_JSON_says()
    {
        using var folder = new TemporaryFolder();
        var json = Cli.Json(
            "report", model.Quantized, "--against", QuickstartModel.Float, "--data", QuickstartModel.TestImages, "--labels", QuickstartModel.TestLabels,
            "--samples", "300", "--analyze", "6", "--output", folder["report.html"]);
        var page = ReadPage(folder["report.html"]);
        var accuracy = json.GetProperty("accuracy");
        Assert.Equal(300, accuracy.GetProperty("samples").GetInt32());
        Assert.Contains(Percent(accuracy.GetProperty("top1")), page.Value, StringComparison.Ordinal);
        Assert.Contains(Percent(accuracy.GetProperty("floatTop1")), page.Value, StringComparison.Ordinal);
        Assert.Contains(Percent(accuracy.GetProperty("agreement")), page.Value, StringComparison.Ordinal);

        // Every tensor has its bar with its number, in order.
        var analysis = json.GetProperty("analysis");
        Assert.Equal(6, analysis.GetProperty("samples").GetInt32());
        var tensors = analysis.GetProperty("tensors").EnumerateArray().ToList();
        var bars = page.Descendants("table").First().Descendants("tr").Skip(1).ToList();
        Assert.Equal(tensors.Select(tensor => tensor.GetProperty("name").GetString()), bars.Select(row => row.Element("th")!.Attribute("title")!.Value));
        Assert.Equal(tensors.Select(tensor => Decibels(tensor.GetProperty("sqnrDb"))), bars.Select(row => row.Elements("td").Last().Value));
        Assert.Equal(tensors.Count + json.GetProperty("weights").GetArrayLength(), page.Descendants("figure").Count());

        // The confusion matrix: all samples, and on its diagonal those that are right.
        var confusion = json.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToList()).ToList();
        Assert.Equal(300, confusion.Sum(row => row.Sum()));
        Assert.Equal(accuracy.GetProperty("top1").GetDouble() * 300, confusion.Select((row, c) => row[c]).Sum(), 6);
        var drawn = page.Descendants("svg").Single(svg => svg.Attribute("class")?.Value == "confusion").Elements("text")
            .Where(text => text.Attribute("class") is not null).Select(text => int.Parse(text.Value, CultureInfo.InvariantCulture));
        Assert.Equal(confusion.SelectMany(row => row).Where(count => count > 0), drawn);
    }

    /// <summary>With 4-bit activations many tensors have much noise: each is explained in the text, in the JSON and on the page, and no other is.</summary>
    [Fact]
    public void Every_tensor_below_20_dB_is_explained()
    {
        using var folder = new TemporaryFolder();
        Cli.Done(
            ["calibrate", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "16",
            "--activations", "4", "--weights", "4", "--output", folder["low.qmlp"]]);
        string[] report =
            [
                "report", folder["low.qmlp"], "--against", QuickstartModel.Float, "--data", QuickstartModel.TestImages, "--samples", "8", "--analyze",
                "4", "--output", folder["low.html"],
            ];
        var text = Cli.Done(report);
        var tensors = Cli.Json(report).GetProperty("analysis").GetProperty("tensors").EnumerateArray().ToList();
        var page = ReadPage(folder["low.html"]).Value;
        Assert.Contains(tensors, tensor => tensor.GetProperty("sqnrDb").GetDouble() < 20);
        Assert.Contains(tensors, tensor => tensor.GetProperty("sqnrDb").GetDouble() >= 20);
        Assert.All(tensors, tensor =>
        {
            var advice = tensor.GetProperty("advice");
            Assert.Equal(tensor.GetProperty("sqnrDb").GetDouble() < 20, advice.ValueKind == JsonValueKind.String);
            if (advice.GetString() is { } sentences)
            {
                Assert.EndsWith(".", sentences, StringComparison.Ordinal);
                Assert.Contains(
                    $"{tensor.GetProperty("name").GetString()}: {Decibels(tensor.GetProperty("sqnrDb"))}. {sentences}", text, StringComparison.Ordinal);
                Assert.Contains(sentences, page, StringComparison.Ordinal);
            }
        });
        Assert.DoesNotContain("No tensor lies below", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Eight_bits_leave_nothing_to_explain()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("No tensor lies below 20 dB.", Cli.Done(
            "report", model.Quantized, "--against", QuickstartModel.Float, "--data", QuickstartModel.TestImages, "--samples", "8", "--analyze", "4",
            "--output", folder["high.html"]), StringComparison.Ordinal);
        Assert.Contains("No tensor lies below 20 dB.", ReadPage(folder["high.html"]).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_labels_nothing_is_said_of_accuracy()
    {
        using var folder = new TemporaryFolder();
        var json = Cli.Json(
            "report", model.Quantized, "--against", QuickstartModel.Float, "--data", QuickstartModel.TestImages, "--samples", "20", "--analyze", "2",
            "--output", folder["report.html"]);
        var page = ReadPage(folder["report.html"]);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("confusion").ValueKind);
        Assert.DoesNotContain("Top-1", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Confusion", page.Value, StringComparison.Ordinal);
        Assert.Contains("Agreement", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_float_model_is_refused()
    {
        using var folder = new TemporaryFolder();
        var other = SharedData.Require("models/trained/fashion_resmlp_op17.onnx");
        Cli.Run("report", model.Quantized, "--against", other, "--data", QuickstartModel.TestImages, "--samples", "4", "--output", folder["report.html"])
            .AssertRefusal(ExitCode.BadInput, "fashion_qmlp_op17.onnx");
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_plain_network_on_floats_has_a_page_too()
    {
        var onnx = SharedData.Require("models/trained/mnist_mlp_784-256-256-10.onnx");
        var images = SharedData.Require("data/mnist/t10k-images-idx3-ubyte.gz");
        using var folder = new TemporaryFolder();
        Cli.Done("calibrate", onnx, "--data", images, "--samples", "20", "--output", folder["mlp.qmlp"]);
        Cli.Done("report", folder["mlp.qmlp"], "--against", onnx, "--data", images, "--samples", "30", "--output", folder["mlp.html"]);
        Assert.NotEmpty(ReadPage(folder["mlp.html"]).Descendants("figure"));
    }

    /// <summary>What the float network was turned into is found again in the model: tensors compared with others than their own would be noise.</summary>
    [Fact]
    public void A_network_in_groups_and_equalized_is_compared_with_itself()
    {
        var onnx = SharedData.Require("models/trained/fashion_resmlp_op17.onnx");
        using var folder = new TemporaryFolder();
        Cli.Done(
            ["calibrate", onnx, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "32", "--equalize",
            "--token-groups", "4", "--hidden-groups", "3", "--bias-correction", "--output", folder["parts.qmlp"]]);
        Assert.True(Cli.Json("verify", folder["parts.qmlp"], "--inputs", "1").GetProperty("exact").GetBoolean());
        var tensors = Cli.Json(
            "report", folder["parts.qmlp"], "--against", onnx, "--data", QuickstartModel.TestImages, "--samples", "8", "--analyze", "4", "--output",
            folder["parts.html"])
            .GetProperty("analysis").GetProperty("tensors").EnumerateArray().ToList();
        Assert.Contains(tensors, tensor => tensor.GetProperty("step").GetString()!.EndsWith(".group1", StringComparison.Ordinal));
        Assert.All(tensors, tensor => Assert.True(tensor.GetProperty("sqnrDb").GetDouble() > 25, tensor.ToString()));
    }

    [Fact]
    public void Fewer_bits_cost_more_at_every_linear_step()
    {
        var (eight, four) = (Sensitivity("8"), Sensitivity("4"));
        Assert.Equal(eight.Keys, four.Keys);
        Assert.True(eight.Count > 10);
        foreach (var (step, (kind, decibels)) in eight)
        {
            if (kind == "linear")
            {
                Assert.True(four[step].Decibels < decibels - 3, $"{step}: {decibels} dB at 8 bits, {four[step].Decibels} dB at 4");
            }
            else
            {
                Assert.Equal(decibels, four[step].Decibels);
            }
        }
    }

    private static Dictionary<string, (string Kind, double Decibels)> Sensitivity(string weights) => Cli.Json(
            [
                "sensitivity", QuickstartModel.Float, "--data", QuickstartModel.CalibrationImages, .. QuickstartModel.Normalization, "--samples", "8",
                "--weights", weights,
            ])
        .GetProperty("analysis").GetProperty("steps").EnumerateArray()
        .ToDictionary(
            step => step.GetProperty("name").GetString()!, step => (step.GetProperty("kind").GetString()!, step.GetProperty("outputSqnrDb").GetDouble()));

    /// <summary>Parses the page as XML, which is stricter than HTML, and checks that it asks the network for nothing.</summary>
    private static XElement ReadPage(string path)
    {
        var text = File.ReadAllText(path);
        const string doctype = "<!DOCTYPE html>\n";
        Assert.StartsWith(doctype, text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Loads(), text);
        var page = XElement.Parse(text[doctype.Length..]);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "image" or "object");
        Assert.All(page.Descendants("svg"), svg => Assert.True(svg.Element("title")?.Value.Length > 0 && svg.Element("desc")?.Value.Length > 0));
        return page;
    }

    private static string Percent(JsonElement fraction) => (fraction.GetDouble() * 100).ToString("F2", CultureInfo.InvariantCulture) + " %";

    private static string Decibels(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? "equal" : value.GetDouble().ToString("F1", CultureInfo.InvariantCulture) + " dB";

    [GeneratedRegex("https?://|url\\(|@import|src=|href=")]
    private static partial Regex Loads();
}
