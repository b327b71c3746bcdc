using System.Buffers.Binary;
using QMlp.Calibrator;
using QMlp.Calibrator.Files;

namespace QMlp.ModelFormat.Tests;

/// <summary>Numbers in the block of weights that kernels rely on: the reader proves them again, wherever it has the bytes.</summary>
public class WeightChecksTests
{
    [Fact]
    public void Samples_are_right() =>
        Assert.All(SampleModels.All.Values, model => Assert.Empty(WeightChecks.Check(model, model.Weights.Bytes!)));

    /// <summary>A byte beside the weights is multiplied by whatever stands beside the activations.</summary>
    [Theory]
    [InlineData(6, 0)]
    [InlineData(15, 7)]
    public void Rows_beside_the_matrix_are_zero(int n, int k) =>
        AssertRefused("padding of the packed weights is not zero", WithWeight(SampleModels.Mlp(), 0, n, k));

    [Theory]
    [InlineData(0, 6)]
    [InlineData(2, 7)]
    public void Columns_beside_the_matrix_are_zero(int n, int k) =>
        AssertRefused("padding of the packed weights is not zero", WithWeight(SampleModels.Mlp(), 1, n, k));

    [Fact]
    public void A_weight_may_have_any_value() => AssertRefused(null, WithWeight(SampleModels.Mlp(), 1, 2, 5));

    [Fact]
    public void Unused_nibbles_of_4_bit_weights_and_of_multipliers_are_zero()
    {
        // 19 inputs take 24 places of a row, 3 rows one panel of 16, and 3 multipliers two bytes.
        var build = new SampleModelBuilder(seed: 7);
        var x = build.U8("x", [19], zeroPoint: 128);
        var logits = build.F32("logits", 3);
        build.Add(new LinearStep("fc", x, null, 0, logits, 0, EquatableArray.Create(build.Group(ElementType.F32, 3, 19, bits: 4, groupSize: 8))));
        var model = build.Build("small", Input(x, 19), logits);
        var weights = ((LinearStep)model.Steps[0]).Groups[0].Weights;

        // Place 20 stands in the high nibble of the byte of input 16, place 19 in a low one.
        AssertRefused(null, model);
        AssertRefused("padding of the packed weights", Or(model, weights.Data.Offset + WeightPacking.ByteIndex(0, 20, 19, 4, weights.Layout), 0x10));
        AssertRefused("padding of the packed weights", Or(model, weights.Data.Offset + WeightPacking.ByteIndex(0, 19, 19, 4, weights.Layout), 0x01));
        AssertRefused("padding of the packed weights", Or(model, weights.Data.Offset + WeightPacking.ByteIndex(3, 0, 19, 4, weights.Layout), 0x01));
        AssertRefused("unused nibbles of the multipliers", Or(model, weights.ScaleGroups!.Multipliers.Offset + 1, 0x20));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_certificate_that_is_not_true_is_refused(int certificate)
    {
        // Random weights of 8 bits with inputs of 8: the sum of two products can pass 16 bits.
        var model = WithFirstGroup(SampleModels.Mlp(), group => group with { Weights = group.Weights with { Certificate = certificate } });
        AssertRefused($"the saturation certificate {certificate} is not true: with inputs up to 255", model);
    }

    /// <summary>4-bit weights never pass 16 bits; less than what holds may be stated.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void A_certificate_that_is_true_is_read(int certificate)
    {
        var build = new SampleModelBuilder(seed: 7);
        var x = build.U8("x", [40], zeroPoint: 128);
        var logits = build.F32("logits", 3);
        var group = build.Group(ElementType.F32, 3, 40, bits: 4);
        var stated = group with { Weights = group.Weights with { Certificate = certificate } };
        build.Add(new LinearStep("fc", x, null, 0, logits, 0, EquatableArray.Create(stated)));
        AssertRefused(null, build.Build("small", Input(x, 40), logits));
    }

    [Fact]
    public void A_table_beyond_the_bits_of_its_output_is_refused()
    {
        var model = SampleModels.Affine();
        AssertRefused("an entry of the table is 255, and the largest value of its output is 127", WithMax(model, "hidden"), "blocks.0.fc1");
        AssertRefused("an entry of the table is 255, and the largest value of its output is 127", WithMax(model, "gated"), "blocks.0.act");
    }

    [Fact]
    public void An_accumulator_that_can_overflow_is_refused()
    {
        var model = SampleModels.Mlp();
        var bias = ((LinearStep)model.Steps[1]).Groups[0].Bias;
        AssertRefused("the sum of row 2 can pass 32 bits", WithInteger(model, bias.Offset + 8, int.MaxValue - 100));
        AssertRefused("the sum of row 2 can pass 32 bits", WithInteger(model, bias.Offset + 8, int.MinValue));
        AssertRefused(null, WithInteger(model, bias.Offset + 8, 2_000_000_000));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Floats_are_finite(float value)
    {
        var model = SampleModels.Affine();
        var bits = BitConverter.SingleToInt32Bits(value);
        foreach (var array in model.Steps.SelectMany(step => step.Arrays).Where(array => array.Type == ArrayType.Floats))
        {
            AssertRefused("number 1 of this array is infinite or no number", WithInteger(model, array.Section.Offset + 4, bits));
        }
    }

    [Fact]
    public void Sections_are_the_same_or_apart()
    {
        var model = SampleModels.Mlp();
        AssertRefused("begins within another one", WithFirstGroup(model, group => group with { Bias = new Section(64, group.Bias.Length) }));
        AssertRefused(null, WithFirstGroup(model, group => group with { Bias = group.Multiplier }));
    }

    [Fact]
    public void Numbers_of_a_sidecar_are_checked_when_it_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("m.qmlp");
        var model = SampleModels.Mlp(inlineLimit: 0);
        var wrong = WithWeight(model, 1, 0, 6);
        Assert.Throws<ArgumentException>(() => QuantizedModelFile.Save(path, wrong));

        // A writer that does not look leaves such files.
        QuantizedModelFile.Save(path, model);
        File.WriteAllText(path, ModelWriter.Write(wrong with { Weights = wrong.Weights with { Bytes = null } }));
        File.WriteAllBytes(path + ".weights", [.. SidecarHeader.Create(wrong.Weights), .. wrong.Weights.Bytes!]);
        var error = Assert.Throws<UserError>(() => QuantizedModelFile.Load(path));
        Assert.Contains("Step 'fc2': the padding of the packed weights is not zero. Run 'qmlp calibrate' again.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Both ends: the writer refuses the model, and the reader a text that says the same.</summary>
    /// <param name="sentence">Null: the model is right.</param>
    private static void AssertRefused(string? sentence, QuantizedModel model, string? step = null)
    {
        var text = ModelWriter.Text(model);
        if (sentence is null)
        {
            Assert.Equal(model, ModelReader.Read(text).Model);
            return;
        }

        Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => ModelWriter.Write(model)).Message, StringComparison.Ordinal);
        var error = ModelReader.Read(text).Errors.First();
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Contains(step ?? string.Empty, error.Message, StringComparison.Ordinal);
        Assert.True(error.Line > 1, "the error has no place");
    }

    private static ModelInput Input(string tensor, int length) =>
        new("x", EquatableArray.Create(length), tensor, PixelLayout.None, EquatableArray.Create(0.02f), EquatableArray.Create(0f));

    private static QuantizedModel WithFirstGroup(QuantizedModel model, Func<LinearGroup, LinearGroup> change)
    {
        var step = (LinearStep)model.Steps[0];
        var changed = step with { Groups = EquatableArray.Create(change(step.Groups[0])) };
        return model with { Steps = model.Steps.Skip(1).Prepend(changed).ToEquatableArray() };
    }

    /// <summary>The tensor has 7 bits instead of 8; bounds of clamps follow, tables do not.</summary>
    private static QuantizedModel WithMax(QuantizedModel model, string tensor) => model with
    {
        Tensors = model.Tensors.Select(known => known.Name != tensor
            ? known
            : known with { Quantization = known.Quantization.Select(quantizer => quantizer with { Max = 127 }).ToEquatableArray() }).ToEquatableArray(),
    };

    /// <summary>The model with a 1 in place [n, k] of the 8-bit matrix of a step.</summary>
    private static QuantizedModel WithWeight(QuantizedModel model, int step, int n, int k)
    {
        var matrix = ((LinearStep)model.Steps[step]).Groups[0].Weights;
        return With(model, block => block[matrix.Data.Offset + WeightPacking.ByteIndex(n, k, matrix.Depth, 8, matrix.Layout)] = 1);
    }

    private static QuantizedModel Or(QuantizedModel model, long at, byte bits) => With(model, block => block[at] |= bits);

    private static QuantizedModel WithInteger(QuantizedModel model, long at, int value) =>
        With(model, block => BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan((int)at), value));

    private static QuantizedModel With(QuantizedModel model, Action<byte[]> change)
    {
        byte[] block = [.. model.Weights.Bytes!];
        change(block);
        return model with { Weights = model.Weights with { Bytes = block, Sha256 = Sha256Text.OfBytes(block) } };
    }
}
