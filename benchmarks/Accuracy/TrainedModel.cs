namespace QMlp.Accuracy;

/// <summary>A trained network with its data: calibrated on training images, measured on test images.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="File">Its ONNX file, below the folder of the study.</param>
/// <param name="Calibration">Training images.</param>
/// <param name="Test">Test images.</param>
/// <param name="Labels">Labels of the test images; null where folders tell them.</param>
/// <param name="Mean">As <c>--mean</c> takes it.</param>
/// <param name="IsAside">Whether it is there for one question, and gets the rows that every model has.</param>
/// <param name="WideChannels">Whether a few channels of its norms are blown up first (<see cref="WideChannels"/>).</param>
sealed record TrainedModel(
    string Name, string File, string Calibration, string Test, string? Labels, string Mean, string Std, bool IsAside = false, bool WideChannels = false)
{
    public static IReadOnlyList<TrainedModel> All { get; } =
    [
        Fashion("fashion_qmlp", "fashion_qmlp_op17"),
        Cifar("cifar_qmlp", "cifar_qmlp_op17"),
        Fashion("fashion_resmlp", "fashion_resmlp_op17"),
        Cifar("cifar_resmlp", "cifar_resmlp_op17"),
        Fashion("fashion_qmlp, wide channels", "fashion_qmlp_op17") with { IsAside = true, WideChannels = true },
        Cifar("cifar_qmlp, wide channels", "cifar_qmlp_op17") with { IsAside = true, WideChannels = true },
        new("mnist_mlp", "models/trained/mnist_mlp_784-256-256-10.onnx", "data/mnist/train-images-idx3-ubyte.gz", "data/mnist/t10k-images-idx3-ubyte.gz",
            "data/mnist/t10k-labels-idx1-ubyte.gz", "0", "1", IsAside: true),
    ];

    private static TrainedModel Fashion(string name, string file) => new(
        name, $"models/trained/{file}.onnx", "data/fashion-mnist/train-images-idx3-ubyte.gz", "data/fashion-mnist/t10k-images-idx3-ubyte.gz",
        "data/fashion-mnist/t10k-labels-idx1-ubyte.gz", "0.2860", "0.3530");

    private static TrainedModel Cifar(string name, string file) => new(
        name, $"models/trained/{file}.onnx", "data/cifar10/train-2000.tar", "data/cifar10/test.tar", null, ".4914,.4822,.4465", ".2470,.2435,.2616");
}
