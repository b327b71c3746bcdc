using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Reference;

/// <summary>Quantizers of a tensor divide its channels into ranges of any width: here channel 0 alone, then channels 1 to 3.</summary>
public class UnequalRangesTests
{
    private static readonly int[] Widths = [1, 3];

    /// <summary>r = (1, 3, 1, 3): mean 2, factor 1 / 2 with epsilon 3. The first quantizer ends at 255, the second at 127.</summary>
    [Fact]
    public void Layer_norm_clamps_each_channel_to_its_own_codes()
    {
        var model = new ModelUnderTest(4).S16("r", [4]).Add(Narrower("y", [4]));
        model.Add(new RescaleStep("up", "x", "r", model.Store.Add([1f, 1f, 1f, 1f]), model.Store.Add([0f, 0f, 0f, 0f])));
        model.Add(new LayerNormStep("norm", "r", "y", 3, model.Store.Add([10f, 10f, 10f, 10f]), model.Store.Add([200f, 200f, 100f, 30f])));
        Assert.Equal([195, 127, 95, 35], model.Run(1, 3, 1, 3));
    }

    [Fact]
    public void Rescalings_and_means_clamp_each_channel_to_its_own_codes()
    {
        var rescale = new ModelUnderTest(4).Add(Narrower("y", [4]));
        rescale.Add(new RescaleStep("scale", "x", "y", rescale.Store.Add([2f, 2f, 2f, 1f]), rescale.Store.Add([0f, 0f, 0f, 0f])));
        Assert.Equal([200, 127, 127, 100], rescale.Run(100, 100, 100, 100));

        var mean = new ModelUnderTest(2, 4).Add(Narrower("y", [4]));
        mean.Add(new MeanStep("mean", "x", "y", 0, mean.Store.Add([1f, 1f, 1f, 0.25f]), mean.Store.Add([0f, 0f, 0f, 0f])));
        Assert.Equal([200, 127, 127, 50], mean.Run(100, 100, 100, 100, 100, 100, 100, 100));
    }

    [Fact]
    public void Each_channel_is_looked_up_in_the_table_of_its_range()
    {
        var model = new ModelUnderTest(ModelUnderTest.Grouped("x", [2, 4], Widths)).U8("y", [2, 4]);
        ActivationTable Table(Func<int, int> f) => new(model.Store.Add((byte[])[.. Enumerable.Range(0, 256).Select(q => (byte)f(q))]), "gelu", 1);
        model.Add(new TableStep("act", "x", "y", EquatableArray.Create(Table(q => q + 1), Table(q => 255 - q))));
        Assert.Equal([2, 253, 252, 251, 6, 249, 248, 247], model.Run(1, 2, 3, 4, 5, 6, 7, 8));
    }

    /// <summary>Scales 1 and 2, zero points 0 and 1.</summary>
    [Fact]
    public void Reals_of_each_channel_are_those_of_its_quantizer()
    {
        var tensor = new ReferenceTensor(ModelUnderTest.Grouped("x", [2, 4], Widths), [1, 2, 3, 4, 5, 6, 7, 8], []);
        Assert.Equal([1f, 2f, 4f, 6f, 5f, 10f, 12f, 14f], tensor.Dequantize());
        Assert.Equal(tensor.Integers, ReferenceTensor.Quantize(tensor.Info, tensor.Dequantize()).Integers);
    }

    /// <summary>The generated code of every tier agrees with the reference.</summary>
    [Fact]
    public void Generated_code_is_exact()
    {
        var model = new ModelUnderTest(4, 4).S16("r", [4, 4]).Add(ModelUnderTest.Grouped("n", [4, 4], Widths)).F32("y", 3, 4);
        model.Add(new RescaleStep("up", "x", "r", model.Store.Add([3f, -2f, 1f, 4f]), model.Store.Add([0f, 9f, 0f, -300f])));
        model.Add(new LayerNormStep("norm", "r", "n", 3, model.Store.Add([90f, 60f, 70f, 80f]), model.Store.Add([128f, 64f, 64f, 64f])));
        model.Add(new LinearStep("mix", "n", null, 0, "y", 0, Widths.Select(width => model.Group(
            width, 3, [1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, 12], [100 * width, 2, 3], [0.5f, 0.25f, 2f], 0, 0, 0)).ToEquatableArray()));
        var built = model.Build();
        Assert.Empty(ModelReader.Read(ModelWriter.Write(built)).Errors);
        Assert.All(Verifier.Verify(InMemoryModel.Compile(built), built, 9, new Progress<double>()), tier => Assert.True(tier.Exact, tier.Kernel));
    }

    private static TensorInfo Narrower(string name, int[] shape) => new(
        name, EquatableArray.Create(shape), ElementType.U8, EquatableArray.Create(new Quantizer(1, 1, 0, 0, 255), new Quantizer(3, 1, 0, 0, 127)));
}
