using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Reference;

public class IndexReferenceTests
{
    [Fact]
    public void Table_of_each_quantizer_group_is_applied_to_its_channels()
    {
        ActivationTable Table(WeightStoreBuilder store, Func<int, int> f) =>
            new(store.Add((byte[])[.. Enumerable.Range(0, 256).Select(q => (byte)f(q))]), "gelu", 1);
        var model = new ModelUnderTest(ModelUnderTest.Grouped("x", [2, 4], 2, 2)).U8("y", [2, 4]);
        model.Add(new TableStep("act", "x", "y", EquatableArray.Create(Table(model.Store, q => q + 1), Table(model.Store, q => 255 - q))));
        Assert.Equal([2, 3, 252, 251, 6, 7, 248, 247], model.Run(1, 2, 3, 4, 5, 6, 7, 8));
    }

    /// <summary>A 2 x 4 image (one channel) cut into two patches of 2 x 2: dims (patch column, row, column), strides (2, 4, 1).</summary>
    [Fact]
    public void Rearrange_cuts_patches()
    {
        var model = new ModelUnderTest(2, 4).U8("y", [2, 4]);
        model.Add(new RearrangeStep("cut", "x", "y", EquatableArray.Create(2, 2, 2), EquatableArray.Create(2, 4, 1), 0));
        Assert.Equal([0, 1, 4, 5, 2, 3, 6, 7], model.Run(0, 1, 2, 3, 4, 5, 6, 7));
    }

    [Fact]
    public void Rearrange_starts_at_its_offset_and_may_run_backwards()
    {
        var model = new ModelUnderTest(4).U8("y", [2]);
        model.Add(new RearrangeStep("cut", "x", "y", EquatableArray.Create(2), EquatableArray.Create(-1), 2));
        Assert.Equal([7, 6], model.Run(5, 6, 7, 8));
    }

    /// <summary>scale 0.5, zero point 3: 1.25 -> 2.5 -> 2 (to even) + 3; -100 and 1e30 saturate; what is not a number becomes 0.</summary>
    [Fact]
    public void Float_input_is_quantized_by_the_formula_of_the_model_input()
    {
        var model = new ModelUnderTest(4).U8("y", [4]);
        model.Add(new RearrangeStep("same", "x", "y", EquatableArray.Create(4), EquatableArray.Create(1), 0));
        var built = model.Build();
        var tensor = built.Tensors[0] with { Quantization = EquatableArray.Create(new Quantizer(4, 0.5f, 3, 0, 127)) };
        built = built with
        {
            Tensors = EquatableArray.Create(tensor, built.Tensors[1]),
            Input = built.Input with { Scale = EquatableArray.Create(0.5f) },
        };
        Assert.Equal([5, 0, 127, 0], new ReferenceInterpreter(built).QuantizeInput([1.25f, -100f, 1e30f, float.NaN]));
    }

    [Fact]
    public void Inputs_of_the_wrong_length_are_refused()
    {
        var model = new ModelUnderTest(3).U8("y", [3]);
        model.Add(new RearrangeStep("same", "x", "y", EquatableArray.Create(3), EquatableArray.Create(1), 0));
        Assert.Throws<ArgumentException>(() => model.Run(1, 2));
    }
}
