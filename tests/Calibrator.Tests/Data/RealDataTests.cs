using QMlp.Calibrator.Data;
using QMlp.Tests;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Data;

public class RealDataTests
{
    [Fact]
    public void Fashion_mnist_opens_with_its_labels()
    {
        var options = For(1, 28, 28) with { Labels = SharedData.Require("data/fashion-mnist/t10k-labels-idx1-ubyte.gz") };
        using var source = DataSpec.Open(SharedData.Require("data/fashion-mnist/t10k-images-idx3-ubyte.gz"), options);

        Assert.Equal(10000, source.Count);
        Assert.Equal(Enumerable.Repeat(1000, 10), source.Labels!.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal([9, 2, 1, 1, 6], source.Labels!.Take(5)); // the well-known beginning of the set
    }

    [Fact]
    public void Three_hundred_of_sixty_thousand_training_images_are_calibration_data()
    {
        using var source = DataSpec.Open(SharedData.Require("data/mnist/train-images-idx3-ubyte.gz"), For(784) with { Samples = DataOptions.DefaultSamples });

        Assert.Equal((300, 60000), (source.Count, source.Available));
        Assert.Equal("sample 200 of train-images-idx3-ubyte.gz", source.Describe(1));
    }

    [Fact]
    public void Cifar_tars_have_ten_classes_of_equal_share()
    {
        using var source = DataSpec.Open(SharedData.Require("data/cifar10/test.tar"), For(3, 32, 32) with { Samples = 1000 });

        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], source.ClassNames!);
        Assert.All(source.Labels!.CountBy(label => label), pair => Assert.Equal(100, pair.Value));
        Assert.Equal(64, source.Sha256.Length);
    }
}
