using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

public class PixelFoldingTests
{
    private static readonly PixelInput Color = new(PixelLayout.Hwc, [0.4914f, 0.4822f, 0.4465f], [0.2470f, 0.2435f, 0.2616f]);

    private static byte[] Pixels(int count)
    {
        var pixels = new byte[count];
        new Random(2).NextBytes(pixels);
        return pixels;
    }

    /// <summary>The float sample [C, H, W] that a reader makes of interleaved pixels.</summary>
    private static float[] Normalize(byte[] pixels, PixelInput input)
    {
        var channels = input.Mean.Count;
        var area = pixels.Length / channels;
        var sample = new float[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (place, c) = (i / channels, i % channels);
            sample[(c * area) + place] = ((pixels[i] / 255f) - input.Mean[c]) / input.Std[c];
        }

        return sample;
    }

    /// <summary>Patch embedding of 3 x 8 x 12 images (not square, so that rows and columns cannot be mistaken), then a classifier.</summary>
    private static Net Embedding()
    {
        var net = new Net(1, 3, 8, 12);
        var x = net.Linear("embed", net.Patches("patches", net.Input, 4), 2, 7);
        net.Head(net.Mean("mean", net.Norm("norm", x)));
        return net;
    }

    [Fact]
    public void Float_samples_land_on_the_bytes_that_they_were_made_of()
    {
        var pixels = Pixels(3 * 8 * 12);
        var model = Embedding().Quantize(input: Color);
        Assert.Equal(pixels, new ReferenceInterpreter(model).QuantizeInput(Normalize(pixels, Color)));
        Assert.Equal((PixelLayout.Hwc, 8, 12, 3), (model.Input.Pixels, model.Tensors[0].Shape[0], model.Tensors[0].Shape[1], model.Tensors[0].Shape[2]));
    }

    [Fact]
    public void Patch_embedding_of_bytes_is_that_of_the_normalized_floats()
    {
        var net = Embedding();
        var pixels = Pixels(3 * 8 * 12);
        var sample = Normalize(pixels, Color);
        var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
        var model = net.Observe(sample).Quantize(input: Color);
        new ReferenceInterpreter(model).Run(pixels, tensors);
        var expected = FloatExecutor.RunAll(net.Graph, sample).Single(pair => pair.Key.Name == "embed.out").Value;
        var sqnr = Metrics.SqnrDb(expected, tensors["embed.out"].Dequantize());
        Assert.True(sqnr > 45, $"{sqnr:0.0} dB: only weights are rounded, pixels are exact");

        // Rows of a patch are runs of 4 * 3 bytes, 12 * 3 apart.
        var cut = Assert.IsType<RearrangeStep>(model.Steps[0]);
        Assert.Equal([2, 3, 4, 12], cut.Dims);
        Assert.Equal([4 * 36, 12, 36, 1], cut.Strides);
    }

    [Fact]
    public void Gray_images_without_a_channel_axis_keep_the_order_of_the_floats()
    {
        var gray = new PixelInput(PixelLayout.AsFloat, [0.286f], [0.353f]);
        var net = new Net(1, 30);
        net.Head(net.Input, 5);
        var pixels = Pixels(30);
        var sample = Normalize(pixels, gray);
        var model = net.Quantize(input: gray);
        var reference = new ReferenceInterpreter(model);
        Assert.Equal(pixels, reference.QuantizeInput(sample));
        Assert.True(Metrics.SqnrDb(FloatExecutor.Run(net.Graph, sample), reference.Run(pixels)) > 40);
    }

    [Fact]
    public void Flattened_color_images_are_put_in_the_order_of_the_floats_first()
    {
        var net = new Net(1, 3, 4, 5);
        net.Head(net.Reshape("flatten", net.Input, 1, 60), 5);
        var pixels = Pixels(60);
        var model = net.Quantize(input: Color);
        var logits = new ReferenceInterpreter(model).Run(pixels);
        Assert.True(Metrics.SqnrDb(FloatExecutor.Run(net.Graph, Normalize(pixels, Color)), logits) > 35);
    }

    [Fact]
    public void Pixels_are_not_offered_where_something_else_reads_the_image()
    {
        var net = new Net(1, 3, 4, 4);
        net.Head(net.Norm("norm", net.Input));
        Assert.False(NetworkQuantizer.CanTakePixels(net.Plan(), Color));
        Assert.Contains("byte images", Assert.ThrowsAny<UserError>(() => net.Quantize(input: Color)).Message);

        var embedding = Embedding();
        Assert.True(NetworkQuantizer.CanTakePixels(embedding.Plan(), Color));
        Assert.False(NetworkQuantizer.CanTakePixels(embedding.Plan(), new PixelInput(PixelLayout.Hwc, [0.5f], [0.5f])));
    }

    /// <summary>Mixing along the channel axis of a flattened image reads several channels through one weight.</summary>
    [Fact]
    public void Pixels_are_not_offered_where_one_weight_meets_several_channels()
    {
        var net = new Net(1, 3, 4, 4);
        var mixed = net.Linear("mix", net.Reshape("flatten", net.Input, 1, 3, 16), 2, 5);
        net.Head(mixed);
        Assert.False(NetworkQuantizer.CanTakePixels(net.Plan(), Color));
    }

    [Fact]
    public void Overflow_is_proved_for_the_byte_range_of_pixels()
    {
        var gray = new PixelInput(PixelLayout.AsFloat, [0.5f], [0.5f]);
        var net = new Net(1, 30);
        net.Head(net.Input, 5);
        var group = ((LinearStep)net.Quantize(new QuantizationSettings { ActivationBits = 4 }, gray).Steps[0]).Groups[0];
        var arrays = new ModelArrays(net.Quantize(new QuantizationSettings { ActivationBits = 4 }, gray));
        Assert.Equal(SaturationCertificate.Compute(arrays.Weights(group.Weights), 5, 30, 255), group.Weights.Certificate);
    }
}
