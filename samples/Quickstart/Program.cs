using System.Globalization;
using Quickstart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = AppContext.BaseDirectory;
var images = Idx.Read(Path.Combine(folder, "test-images-idx3-ubyte.gz"));
var labels = Idx.Read(Path.Combine(folder, "test-labels-idx1-ubyte.gz")).Elements;
var floatFile = Path.Combine(folder, "fashion_qmlp_op17.onnx");
var quantizedFile = Path.Combine(folder, "fashion.qmlp");
using var floatModel = new FloatClassifier(floatFile);

// FashionClassifier is the class that the build made of the model: static, no state, no allocation. It takes an image's bytes as they are.
var quantized = Classification.Of(images, FashionClassifier.Run);
var floating = Classification.Of(images, floatModel.Run);
var selfTest = FashionClassifier.SelfTest();
var (floatTime, quantizedTime) = Timing.Compare(images, floatModel.Run, FashionClassifier.Run);

Console.WriteLine($"Fashion-MNIST, {images.Count:N0} test images, one thread");
Console.WriteLine();
Row("", "float, ONNX Runtime", "generated C#, 8 bits");
Row("accuracy", $"{floating.Accuracy(labels):P2}", $"{quantized.Accuracy(labels):P2}");
Row("same answer as float", "", $"{quantized.Agreement(floating):P2}");
Row("model file", KibiBytes(floatFile), KibiBytes(quantizedFile));
Row("time per image (median)", $"{floatTime * 1e6:F1} us", $"{quantizedTime * 1e6:F1} us");
Console.WriteLine();
Console.WriteLine($"calibrated on {FashionClassifier.CalibrationData} by {FashionClassifier.CalibratedBy} when this sample was built");
Console.WriteLine($"{FashionClassifier.ParameterCount:N0} parameters, {FashionClassifier.MultiplyAccumulates:N0} multiply-accumulates an image");
Console.WriteLine($"kernel tier {FashionClassifier.Kernel}; self-test {(selfTest ? "passed" : "FAILED")} (outputs of the reference interpreter, bit for bit)");
Console.WriteLine();
Gallery.Draw(Console.Out, images, labels, quantized);
return selfTest ? 0 : 1;

static void Row(string name, string first, string second) => Console.WriteLine($"{name,-24}{first,22}{second,24}");

static string KibiBytes(string file) => $"{new FileInfo(file).Length / 1024.0:F0} KiB";
