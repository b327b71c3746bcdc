using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>How the input tensor lies in memory: floats and flat pixels in the order of the float input, interleaved images with channels last.</summary>
/// <param name="Shape">Shape of the quantized tensor in its own order.</param>
/// <param name="Strides">Stride in memory of each axis of the float sample's shape.</param>
sealed record ImageAxes(PixelInput? Pixels, Shape Shape, IReadOnlyList<int> Strides)
{
    public PixelLayout Layout => Pixels?.Layout ?? PixelLayout.None;

    public static ImageAxes Of(QuantizationPlan plan, InputDescription input)
    {
        var shape = plan.Input.Shape;
        if (input is PixelInput { Layout: PixelLayout.Hwc } interleaved && shape.Rank == 3)
        {
            var (channels, width) = (shape[0], shape[2]);
            return new ImageAxes(interleaved, shape.Permute([1, 2, 0]), [1, width * channels, channels]);
        }

        return new ImageAxes(input as PixelInput, shape, IndexMap.RowMajor(shape));
    }

    /// <summary>
    /// The entry of the model file. Of byte images: x / scale + offset = ((p / 255 - mean) / std) * (255 std) + 255 mean = p.
    /// </summary>
    public ModelInput Describe(QuantizationPlan plan, Quantizer quantizer)
    {
        float[] scale = Pixels is null ? [quantizer.Scale] : [.. Pixels.Std.Select(std => (float)(1 / (255.0 * std)))];
        float[] offset = Pixels is null ? [0] : [.. Pixels.Mean.Select(mean => (float)(255.0 * mean))];
        return new ModelInput(
            plan.Graph.Input.Name, plan.Input.Shape.Dims.ToArray().ToEquatableArray(), plan.Input.Name, Layout,
            scale.ToEquatableArray(), offset.ToEquatableArray());
    }
}
