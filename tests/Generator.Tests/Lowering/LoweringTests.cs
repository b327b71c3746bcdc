using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>Plans: layouts, bands and memory.</summary>
public class LoweringTests
{
    public static TheoryData<string> Models => [.. SampleModels.All.Keys, .. ExtraModels.All.Keys];

    [Fact]
    public void What_feeds_token_mixing_is_written_in_quads_of_tokens()
    {
        var plan = Lower(ExtraModels.TokenMlp());
        Assert.DoesNotContain(Steps(plan), step => step is Interleave);
        Assert.IsType<TokenQuadLayout>(Step(plan, "blocks.0.norm1").Output.Layout);
        Assert.Equal(new TokenQuadLayout(1, 7, 6), Step(plan, "blocks.0.token.fc1").Output.Layout);
        Assert.IsType<RowLayout>(Step(plan, "blocks.0.token.fc2").Output.Layout);
    }

    [Fact]
    public void A_tensor_that_is_mixed_along_two_axes_is_interleaved_for_each()
    {
        var plan = Lower(ExtraModels.Axes());
        Assert.IsType<RowLayout>(Step(plan, "norm").Output.Layout);
        Assert.Equal(
            [new TokenQuadLayout(3, 5, 6), new TokenQuadLayout(1, 3, 30)],
            Steps(plan).OfType<Interleave>().Select(step => step.View));
    }

    [Fact]
    public void The_input_is_copied_only_where_a_kernel_reads_past_its_end()
    {
        Assert.Equal("CopyInput", Steps(Lower(ExtraModels.OddMlp())).First().Method);
        Assert.Equal(SlotPlace.Input, Steps(Lower(SampleModels.Mlp())).First().Input.Place);
        Assert.IsType<ChannelMixing>(Steps(Lower(SampleModels.Mlp())).First());
    }

    /// <summary>The patches are never in memory as a whole: neither a step nor a buffer is theirs.</summary>
    [Fact]
    public void Patches_are_multiplied_straight_from_the_input()
    {
        var plan = Lower(SampleModels.Mixer());
        var embedding = Assert.IsType<PatchMixing>(Steps(plan).First());
        Assert.Equal(("embed", SlotPlace.Input, 2, 4), (embedding.Name, embedding.Input.Place, embedding.RowAxes, embedding.RowsAtATime));
        Assert.DoesNotContain(Steps(plan), step => step is Rearrange);
        Assert.DoesNotContain(plan.Buffers, buffer => buffer.Slot.Tensor == "patches");
    }

    /// <summary>Rows that something else reads too, or that do not end where an axis of the index map ends, are moved as they are.</summary>
    [Fact]
    public void Other_moves_stay_passes_of_their_own()
    {
        var model = SampleModels.Mixer();
        var cut = (RearrangeStep)model.Steps[0];
        var crossing = cut with { Dims = EquatableArray.Create(3, 16), Strides = EquatableArray.Create(16, 1) };
        var plan = Lower(model with { Steps = model.Steps.Select((step, i) => i == 0 ? crossing : step).ToEquatableArray() });
        Assert.IsType<Rearrange>(Steps(plan).First());
        Assert.Contains(plan.Buffers, buffer => buffer.Slot.Tensor == "patches");
    }

    [Fact]
    public void Norm_and_channel_mixing_run_together_in_bands()
    {
        var plan = Lower(ExtraModels.Banded());
        var pass = Assert.Single(plan.Passes, pass => pass.IsBanded);
        Assert.Equal(["norm", "fc1", "fc2"], pass.Steps.Select(step => step.Name));
        Assert.InRange(pass.BandRows, 100, 200);
        Assert.Equal(0, pass.BandRows % 28);
        var hidden = plan.Buffers.Single(buffer => buffer.Slot.Tensor == "hidden");
        Assert.Equal(pass.BandRows * 2500, hidden.Length, tolerance: 128);
    }

    /// <summary>The product is written for the layer behind it alone, band by band, and the gate's norm as its token mixing reads it.</summary>
    [Fact]
    public void A_gated_unit_moves_nothing_but_its_operands()
    {
        var plan = Lower(SampleModels.Gated());
        Assert.DoesNotContain(Steps(plan), step => step is Interleave or Rearrange);
        Assert.IsType<TokenQuadLayout>(Step(plan, "blocks.0.gate.norm").Output.Layout);
        var pass = Assert.Single(plan.Passes, pass => pass.Steps.Any(step => step is Multiply));
        Assert.Equal(["blocks.0.gate.multiply", "blocks.0.fc2"], pass.Steps.Select(step => step.Name));
        Assert.Equal([ElementType.U8, ElementType.S16], pass.Steps[0].Reads.Select(operand => operand.Slot.Type));
    }

    [Fact]
    public void A_product_is_written_as_it_is_read()
    {
        var plan = Lower(ExtraModels.Products());
        Assert.Equal(new TokenQuadLayout(3, 6, 7), Step(plan, "u8.by.s16.in.blocks").Output.Layout);
        Assert.Equal(new TokenQuadLayout(1, 18, 7), Step(plan, "u8.by.s16.in.quads").Output.Layout);

        // The second operand may be what stays within the band.
        var band = Assert.Single(plan.Passes, pass => pass.Steps.Any(step => step.Name == "u8.by.s16"));
        Assert.Equal(["u8.squared", "u8.by.s16"], band.Steps.Select(step => step.Name));
        Assert.Equal(["f"], band.Internal.Select(slot => slot.Tensor));

        // Quads of an axis before the last but one are no rows of the product: it writes rows, and they are interleaved behind it.
        Assert.IsType<RowLayout>(Step(plan, "s16.squared").Output.Layout);
        Assert.Equal([new TokenQuadLayout(1, 3, 42)], Steps(plan).OfType<Interleave>().Where(step => step.Input.Tensor == "squares").Select(step => step.View));
    }

    [Fact]
    public void A_sum_is_written_as_it_is_read()
    {
        var plan = Lower(ExtraModels.Sums());
        Assert.DoesNotContain(Steps(plan), step => step is Interleave);
        Assert.Equal(new TokenQuadLayout(3, 6, 7), Step(plan, "in.blocks").Output.Layout);
        Assert.Equal(new TokenQuadLayout(1, 18, 7), Step(plan, "in.quads").Output.Layout);
        var band = Assert.Single(plan.Passes, pass => pass.Steps.Any(step => step.Name == "in.rows"));
        Assert.Equal(["in.rows", "behind.rows", "most.terms"], band.Steps.Select(step => step.Name));
    }

    /// <summary>Nothing reads the words behind their sum.</summary>
    [Fact]
    public void A_sum_takes_the_place_of_a_term()
    {
        var plan = Lower(ExtraModels.Sums());
        Assert.Equal(OffsetOf("b"), OffsetOf("stream"));

        int OffsetOf(string tensor) => plan.Buffers.Single(buffer => buffer.Slot.Tensor == tensor).Offset;
    }

    [Fact]
    public void The_residual_stream_is_updated_in_place()
    {
        var plan = Lower(ExtraModels.Deep(blocks: 4));
        var offsets = plan.Buffers.Where(buffer => buffer.Slot.Type == ElementType.S16).Select(buffer => buffer.Offset);
        Assert.Single(offsets.Distinct());
        Assert.Equal(Lower(ExtraModels.Deep(blocks: 1)).ScratchSize, plan.ScratchSize);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tensors_in_use_at_the_same_time_do_not_overlap(string name)
    {
        var plan = Lower(TestModels.Named(name));
        Assert.All(plan.Buffers, buffer => Assert.Equal(0, buffer.Offset % KernelFacts.Alignment));
        Assert.All(plan.Buffers, buffer => Assert.InRange(buffer.Offset + buffer.Length, 1, plan.ScratchSize));
        foreach (var (one, other) in plan.Buffers.SelectMany(one => plan.Buffers.Select(other => (one, other))).Where(pair => pair.one != pair.other))
        {
            var meetInTime = one.FirstPass <= other.LastPass && other.FirstPass <= one.LastPass;
            var meetInSpace = one.Offset < other.Offset + other.Length && other.Offset < one.Offset + one.Length;
            Assert.True(!meetInTime || !meetInSpace || IsUpdate(one, other) || IsUpdate(other, one), $"{one.Slot.Tensor} and {other.Slot.Tensor} overlap");
        }

        // One pass reads the old values of the residual stream and writes the new ones in their place.
        bool IsUpdate(ScratchBuffer old, ScratchBuffer now) =>
            old.Offset == now.Offset
            && old.LastPass == now.FirstPass
            && plan.Passes[now.FirstPass].Steps.Any(step => step.Output == now.Slot && step.Overwritable == old.Slot);
    }

    [Fact]
    public void Equal_models_have_equal_plans() => Assert.Equal(Lower(SampleModels.Mixer()), Lower(SampleModels.Mixer()));

    [Fact]
    public void Names_of_methods_are_unique_and_never_those_of_the_class()
    {
        var model = SampleModels.Mlp();
        var renamed = model with { Steps = model.Steps.Select((step, i) => step with { Name = i == 0 ? "run" : "Run" }).ToEquatableArray() };
        Assert.Equal(["Run_2", "Run_3"], Steps(Lower(renamed)).Select(step => step.Method));
    }

    [Fact]
    public void Work_is_counted()
    {
        var plan = Lower(SampleModels.Mixer());
        Assert.Equal((4 * 12 * 8) + (4 * 4 * 8) + (4 * 8 * 20 * 2) + (8 * 3), plan.MultiplyAccumulates);
        Assert.Equal(13 * 8 + (2 * 5 * 4) + (9 * 20) + (21 * 8) + (9 * 3) + (4 * 8), plan.ParameterCount);
        Assert.All(plan.Passes, pass => Assert.True(pass.Bytes > 0));
        Assert.All(
            KernelTier.All.Select(tier => tier.Cost),
            cost => Assert.True(plan.Passes.Sum(cost.Cycles) * 2 * cost.MultiplyAccumulatesPerCycle >= plan.MultiplyAccumulates));
    }

    [Theory]
    [InlineData("avx512", 0, 500)] // 32,000 products, 64 a cycle
    [InlineData("avx512", 1, 500)] // as many: each product of bytes needs a widening
    [InlineData("avx512", 2, 375)] // three multiplications for what would take four
    [InlineData("avx512", 4, 313)] // five for eight
    [InlineData("avx2", 8, 563)] // nine for sixteen, 32 a cycle
    [InlineData("avxvnni", 4, 500)] // needs no certificate
    [InlineData("avx512vnni", 0, 250)]
    public void A_certificate_makes_products_cheaper(string name, int certificate, long cycles)
    {
        var linear = (ChannelMixing)Lower(SampleModels.Mlp()).Passes[0].Steps[0];
        var group = linear.Group with { Weights = linear.Group.Weights with { Rows = 20, Depth = 8, Certificate = certificate } };
        var pass = new Pass("fc", "Fc", EquatableArray.Create<PlanStep>(linear with { Rows = 200, Group = group }), 0, 0);
        Assert.Equal(cycles, KernelTier.All.Single(tier => tier.Name == name).Cost.Cycles(pass));
    }

    [Fact]
    public void A_step_without_a_kernel_is_refused_by_name()
    {
        var model = SampleModels.Mixer();
        var linear = (LinearStep)model.Steps[1];
        var group = linear.Groups[0] with { Weights = linear.Groups[0].Weights with { Layout = WeightLayout.Rows } };
        var odd = model with
        {
            Steps = model.Steps.Select((step, i) => i == 1 ? linear with { Groups = EquatableArray.Create(group) } : step).ToEquatableArray(),
        };
        Assert.Null(Lowerer.Lower(odd, ["Run"], out var refusal));
        Assert.Contains("'embed'", refusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, refusal.Step);
    }

    /// <summary>
    /// 74 x 18 and 33 x 3 in panels, 43 x 43 in rows twice (one of them for two groups of channels): rows padded to 16 in panels, K to 4, each to 64 bytes.
    /// </summary>
    [Fact]
    public void Weights_in_scale_groups_have_a_place_for_8_bits_each_and_others_none()
    {
        var plan = Lower(ExtraModels.GroupedCorners());
        int[] lengths = [32 * 76, 43 * 44, 43 * 44, 16 * 36];
        Assert.Equal([0, 2432, 2432 + 1920, 2432 + (2 * 1920)], plan.Expanded.Matrices.Select(matrix => (int)matrix.Place.Offset));
        Assert.Equal(lengths.Sum(length => (length + 63) / 64 * 64), plan.Expanded.Length);
        Assert.Equal((32 * 76) + (18 * 8), Step(plan, "channels").ConstantBytes);
        Assert.Equal(0, Lower(ExtraModels.FourBit()).Expanded.Length);
    }

    [Fact]
    public void Scale_groups_that_memory_cannot_hold_are_refused()
    {
        const int size = 50_000;
        var model = SampleModels.Grouped();
        var linear = (LinearStep)model.Steps[0];
        var group = linear.Groups[0] with { Weights = linear.Groups[0].Weights with { Rows = size, Depth = size } };
        var huge = model with
        {
            Tensors = model.Tensors.Select(
                tensor => tensor.Type == ElementType.U8 ? tensor with { Shape = EquatableArray.Create(size) } : tensor).ToEquatableArray(),
            Steps = EquatableArray.Create(linear with { Groups = EquatableArray.Create(group) }, model.Steps[1]),
        };
        Assert.Null(Lowerer.Lower(huge, ["Run"], out var refusal));
        Assert.Contains("more than 2 GB", refusal!.Sentence, StringComparison.Ordinal);
    }

    private static ExecutionPlan Lower(QuantizedModel model)
    {
        var plan = Lowerer.Lower(model, ["Run"], out var refusal);
        Assert.Null(refusal);
        return plan!;
    }

    private static IEnumerable<PlanStep> Steps(ExecutionPlan plan) => plan.Passes.SelectMany(pass => pass.Steps);

    private static PlanStep Step(ExecutionPlan plan, string name) => Steps(plan).Single(step => step.Name == name);
}
