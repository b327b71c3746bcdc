namespace QMlp.EndToEnd.Tests;

/// <summary>The quickstart's trained model and images, and the model quantized once for all tests of a class.</summary>
public sealed class QuickstartModel : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "Quickstart");

    private readonly TemporaryFolder _folder = new();

    public QuickstartModel()
    {
        Quantized = _folder["fashion.qmlp"];
        Cli.Done(["calibrate", Float, "--data", CalibrationImages, .. Normalization, "--samples", "64", "--output", Quantized]);
    }

    public static string Float { get; } = Path.Combine(Folder, "fashion_qmlp_op17.onnx");

    public static string CalibrationImages { get; } = Path.Combine(Folder, "data", "calibration-images-idx3-ubyte.gz");

    public static string TestImages { get; } = Path.Combine(Folder, "data", "test-images-idx3-ubyte.gz");

    public static string TestLabels { get; } = Path.Combine(Folder, "data", "test-labels-idx1-ubyte.gz");

    public static string[] Normalization { get; } = ["--mean", "0.2860", "--std", "0.3530"];

    /// <summary>The model file.</summary>
    public string Quantized { get; }

    public void Dispose() => _folder.Dispose();
}
