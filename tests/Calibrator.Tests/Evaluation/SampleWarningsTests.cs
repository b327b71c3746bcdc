using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Tests.Data;
using QMlp.Tests;
using static QMlp.Calibrator.Tests.Data.Reading;

namespace QMlp.Calibrator.Tests.Evaluation;

/// <summary>Wrong input is noticed, and right input is not complained about.</summary>
public sealed class SampleWarningsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_without_a_normalization_unless_it_is_meant()
    {
        Images(40);
        using var source = DataSpec.Open(_folder.At("set"), For(1, 4, 4));
        Assert.Contains("neither --mean nor --std", Assert.Single(SampleWarnings.Of(source, isNormalizationStated: false)), StringComparison.Ordinal);

        var none = For(1, 4, 4) with { Mean = ChannelValues.Parse("--mean", "none"), Std = ChannelValues.Parse("--std", "none") };
        using var meant = DataSpec.Open(_folder.At("set"), none);
        Assert.Empty(SampleWarnings.Of(meant, isNormalizationStated: true));
    }

    [Theory]
    [InlineData(0.5f, 0.29f, null)]
    [InlineData(0.5f, 0.5f, null)]
    [InlineData(127.5f, 73.6f, "where normalized images have about 0 and 1")]
    [InlineData(0f, 1 / 255f, "pixels of 0 to 255")]
    [InlineData(0.29f, 0.05f, "where normalized images have about 0 and 1")]
    public void Values_far_from_those_of_training(float mean, float std, string? warning)
    {
        Images(40);
        using var source = DataSpec.Open(_folder.At("set"), For(1, 4, 4) with { Mean = [mean], Std = [std] });
        AssertWarning(warning, SampleWarnings.Of(source, isNormalizationStated: true));
    }

    [Theory]
    [InlineData(255, 0, "pixels of 0 to 255")]
    [InlineData(1, 0, "where normalized images have about 0 and 1")]
    [InlineData(3.4, -1.7, null)]
    public void Float_samples_in_the_range_of_pixels(double factor, double offset, string? warning)
    {
        var values = Enumerable.Range(0, 400).Select(i => (float)((i * 37 % 100 / 99.0 * factor) + offset)).ToArray();
        using var source = DataSpec.Open(_folder.Write("a.npy", Formats.Npy(values, "100, 4")), For(4));
        AssertWarning(warning, SampleWarnings.Of(source, isNormalizationStated: false));
    }

    [Fact]
    public void One_sample_and_one_class()
    {
        Images(1);
        using var one = DataSpec.Open(_folder.At("set"), Normalized(For(1, 4, 4)));
        Assert.Contains("one sample only", Assert.Single(SampleWarnings.Of(one, isNormalizationStated: true)), StringComparison.Ordinal);

        Images(40);
        File.WriteAllText(_folder.At("labels.txt"), string.Concat(Enumerable.Repeat("3\n", 40)));
        using var same = DataSpec.Open(_folder.At("set"), Normalized(For(1, 4, 4)) with { Labels = _folder.At("labels.txt") });
        Assert.Contains("all 40 samples are of class 3", Assert.Single(SampleWarnings.Of(same, isNormalizationStated: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_normalization_that_contradicts_the_recorded_one()
    {
        Images(40);
        using var source = DataSpec.Open(_folder.At("set"), Normalized(For(1, 4, 4)));
        Assert.Null(SampleWarnings.OfRecord(new InputNormalization([0.5f], [0.29f]), source));
        Assert.Null(SampleWarnings.OfRecord(new InputNormalization([], []), source));
        var warning = SampleWarnings.OfRecord(new InputNormalization([0.286f], [0.353f]), source);
        Assert.Contains("calibrated with mean 0.286 and std 0.353", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(39, false, true)]
    [InlineData(30, false, false)]
    [InlineData(39, true, false)]
    public void A_network_that_gives_one_class(int ofOne, bool labelsAgree, bool warns)
    {
        Images(40);
        var labels = Enumerable.Range(0, 40).Select(i => labelsAgree ? (i < ofOne ? 1 : 0) : i % 2);
        File.WriteAllText(_folder.At("labels.txt"), string.Concat(labels.Select(label => $"{label}\n")));
        using var source = DataSpec.Open(_folder.At("set"), Normalized(For(1, 4, 4)) with { Labels = _folder.At("labels.txt") });
        float[] outputs = [.. Enumerable.Range(0, 40).SelectMany(i => i < ofOne ? new[] { 0f, 1f } : [1f, 0f])];
        Assert.Equal(warns, SampleWarnings.OfPredictions(outputs, 2, source) is not null);
    }

    /// <summary>The three usual mistakes on a trained network, and no word where nothing is wrong.</summary>
    [Theory]
    [InlineData(".4914,.4822,.4465", ".2470,.2435,.2616", false)]
    [InlineData("0", "0.00392157", true)] // values of 0 to 255
    [InlineData("", "", true)] // pixel / 255
    [InlineData("125.3,123.0,113.9", "63.0,62.1,66.7", true)] // the values for pixels of 0 to 255
    public void Wrong_normalization_of_a_trained_network(string mean, string std, bool warns)
    {
        var model = OnnxModel.Load(SharedData.Require("models/trained/cifar_resmlp_op17.onnx"));
        var options = new DataOptions(new Shape([.. model.InputShape.Dims[1..]])) { Samples = 100 };
        var isStated = mean.Length > 0;
        using var source = DataSpec.Open(
            SharedData.Require("data/cifar10/test.tar"),
            isStated ? options with { Mean = ChannelValues.Parse("--mean", mean), Std = ChannelValues.Parse("--std", std) } : options);
        using var network = new FloatRunner(model, 1);
        float[] outputs = [.. network.Run(source).SelectMany(row => row)];
        var predictions = SampleWarnings.OfPredictions(outputs, outputs.Length / source.Count, source);

        Assert.Equal(warns, SampleWarnings.Of(source, isStated).Count > 0);
        Assert.True(warns || predictions is null, predictions);
    }

    private static DataOptions Normalized(DataOptions options) => options with { Mean = [0.5f], Std = [0.29f] };

    private static void AssertWarning(string? expected, IReadOnlyList<string> warnings)
    {
        if (expected is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    /// <summary>Gray images whose pixels are spread over all values, in one folder.</summary>
    private void Images(int count)
    {
        var random = new Random(5);
        for (var i = 0; i < count; i++)
        {
            var pixels = new byte[16];
            random.NextBytes(pixels);
            _folder.Write($"set/{i:00}.png", Formats.Png(4, 4, 1, pixels));
        }
    }
}
