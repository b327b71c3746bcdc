using System.Globalization;
using System.Runtime.CompilerServices;
using Quickstart;

// The quickstart's network without a just-in-time compiler: one native program, no .NET installation, no package.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var images = Idx.Read(Path.Combine(AppContext.BaseDirectory, "test-images-idx3-ubyte.gz"));
var labels = Idx.Read(Path.Combine(AppContext.BaseDirectory, "test-labels-idx1-ubyte.gz")).Elements;

var accuracy = Classification.Of(images, FashionClassifier.Run).Accuracy(labels);
var selfTest = FashionClassifier.SelfTest();

Console.WriteLine($"compiled:    {(RuntimeFeature.IsDynamicCodeCompiled ? "just in time" : "ahead of time")}");
Console.WriteLine($"kernel tier: {FashionClassifier.Kernel}");
Console.WriteLine($"accuracy:    {accuracy:P2} of {images.Count:N0} images");
Console.WriteLine($"self-test:   {(selfTest ? "passed" : "FAILED")} (outputs of the reference interpreter, bit for bit)");
return selfTest ? 0 : 1;
