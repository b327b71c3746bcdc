namespace QMlp.EndToEnd.Tests;

/// <summary>The trained models on their whole test sets, through the generated code.</summary>
public class TrainedModelTests
{
    private const string Fashion = "fashion-mnist/{0}-images-idx3-ubyte.gz", Mnist = "mnist/{0}-images-idx3-ubyte.gz";

    /// <summary>All test images: on a part of them, chance alone moves the difference by more than what is asserted.</summary>
    private const string Samples = "10000";

    [Theory]
    [InlineData("mnist_mlp_784-256-256-10", Mnist, "0", "1", 30)]
    [InlineData("fashion_qmlp_op13", Fashion, "0.2860", "0.3530", 42.9)]
    [InlineData("fashion_qmlp_op17", Fashion, "0.2860", "0.3530", 42.9)]
    [InlineData("fashion_resmlp_op13", Fashion, "0.2860", "0.3530", 33.9)]
    [InlineData("fashion_resmlp_op17", Fashion, "0.2860", "0.3530", 33.9)]
    [InlineData("cifar_qmlp_op17", "cifar10", ".4914,.4822,.4465", ".2470,.2435,.2616", 39.2)]
    [InlineData("cifar_resmlp_op17", "cifar10", ".4914,.4822,.4465", ".2470,.2435,.2616", 29.2)]
    public void Eight_bits_keep_the_accuracy(string name, string data, string mean, string std, double simulatedSqnr)
    {
        var onnx = SharedData.Require($"models/trained/{name}.onnx");
        var (train, test, labels) = data == "cifar10"
            ? (SharedData.Require("data/cifar10/train-2000.tar"), SharedData.Require("data/cifar10/test.tar"), null)
            : (Idx(data, "train"), Idx(data, "t10k"), Idx(data, "t10k").Replace("images-idx3", "labels-idx1", StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        var file = folder[$"{name}.qmlp"];
        Cli.Done("calibrate", onnx, "--data", train, "--mean", mean, "--std", std, "--output", file);
        string[] evaluate = ["evaluate", file, "--data", test, "--against", onnx, "--samples", Samples];
        var report = Cli.Json(labels is null ? evaluate : [.. evaluate, "--labels", labels]);
        Assert.InRange(report.GetProperty("top1").GetDouble(), report.GetProperty("floatTop1").GetDouble() - 0.003, 1);
        Assert.InRange(report.GetProperty("sqnrDb").GetDouble(), simulatedSqnr - 2, 80);
    }

    private static string Idx(string data, string part) =>
        SharedData.Require("data/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, data, part));
}
