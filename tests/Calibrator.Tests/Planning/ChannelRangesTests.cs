using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;

namespace QMlp.Calibrator.Tests.Planning;

/// <summary>Ranges of channels with a quantizer each are kept apart by what computes on each channel alone, and by token mixing in as many groups.</summary>
public class ChannelRangesTests
{
    private static readonly Value X = new("x", new Shape(1, 3, 6), null);
    private static readonly Value Y = new("y", new Shape(1, 3, 6), null);

    private static readonly Dictionary<string, PlannedStep> Steps = new PlannedStep[]
    {
        new PlannedLayerNorm(new LayerNormNode("norm", X, new float[6], new float[6], 1, Y)),
        PlannedRescale.Of(new AffineNode("affine", X, new float[6], new float[6], Y)),
        PlannedMean.Of(new MeanNode("mean", X, 1, false, new Value("m", new Shape(1, 6), null))),
        PlannedTable.Of(new ActivationNode("table", X, [new GeluFunction()], Y)),
        PlannedRearrange.Of(new ReshapeNode("fold", X, new Value("r", new Shape(1, 1, 3, 6), null))),
        new PlannedMultiply(new MultiplyNode("multiply", X, X, Y)),
        new PlannedAdd(new AddNode("add", X, X, Y)),
        PlannedRearrange.Of(new ReshapeNode("flatten", X, new Value("f", new Shape(1, 18), null))),
        PlannedRearrange.Of(new TransposeNode("transpose", X, [0, 2, 1], new Value("t", new Shape(1, 6, 3), null))),
        PlannedRearrange.Of(new SliceNode("slice", X, 2, 0, 3, new Value("s", new Shape(1, 3, 3), null))),
    }.ToDictionary(step => step.Name, StringComparer.Ordinal);

    [Theory]
    [InlineData("norm", true)]
    [InlineData("affine", true)]
    [InlineData("mean", true)]
    [InlineData("table", true)]
    [InlineData("fold", true)]
    [InlineData("multiply", false)]
    [InlineData("add", false)]
    [InlineData("flatten", false)]
    [InlineData("transpose", false)]
    [InlineData("slice", false)]
    public void Steps_without_weights(string step, bool expected)
    {
        Assert.All(Steps[step].Reads, reading => Assert.Equal(expected, reading.Ranges.Allows(2)));
        Assert.All(Steps[step].Reads, reading => Assert.True(reading.Ranges.Allows(1)));
    }

    [Fact]
    public void A_layer_keeps_as_many_equal_groups_apart_as_it_has()
    {
        var even = Layer(3, 3).Reads[0].Ranges;
        Assert.True(even.Allows(2));
        Assert.False(even.Allows(3));
        Assert.False(Layer(2, 4).Reads[0].Ranges.Allows(2));
    }

    private static PlannedLinear Layer(params int[] widths) =>
        PlannedLinear.Of(new LinearNode("mix", X, 1, [.. widths.Select(width => new LinearWeights(width, 3, 3, new float[9], new float[3], null))], Y));
}
