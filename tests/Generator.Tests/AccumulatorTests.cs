using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The last layer's integers, on every tier of this machine, against the definition in LinearStep.cs.</summary>
public class AccumulatorTests
{
    private static readonly string[] WithoutAccumulators = ["products", "sums"];

    public static TheoryData<string> Models => [.. SampleModels.All.Keys, .. ExtraModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_tier_gives_the_integers_of_the_reference(string name)
    {
        var model = TestModels.Named(name);
        var samples = Enumerable.Range(0, 4).Select(seed => TestModels.RandomSample(model, seed)).ToArray();
        foreach (var emitted in EmittedClass.LoadOnEveryTier(model, ExecutionTests.Tiers))
        {
            Assert.Equal(WithoutAccumulators.Contains(name), emitted.RunAccumulators is null);
            if (emitted.RunAccumulators is not { } run)
            {
                continue;
            }

            var scales = emitted.AccumulatorScales;
            foreach (var sample in samples)
            {
                var actual = new int[emitted.OutputLength];
                run(sample, actual);
                Assert.Equal(Accumulators(model, sample), actual);
                Assert.Equal(emitted.Apply(sample), actual.Select((sum, i) => (float)sum * scales[i % scales.Length]));
            }
        }
    }

    [Fact]
    public void Pixels_give_them_too()
    {
        var model = SampleModels.Mixer();
        var emitted = EmittedClass.Load(model);
        var pixels = TestModels.RandomInput(model, seed: 3);
        var (actual, logits) = (new int[emitted.OutputLength], new float[emitted.OutputLength]);
        emitted.RunPixelAccumulators(pixels, actual);
        emitted.RunPixels(pixels, logits);
        Assert.Equal(logits, actual.Select((sum, i) => (float)sum * emitted.AccumulatorScales[i]));
    }

    [Fact]
    public void Wrong_lengths_are_named()
    {
        var emitted = EmittedClass.Load(SampleModels.Mlp());
        Assert.Contains(
            "8 values", Assert.Throws<ArgumentException>("input", () => emitted.RunAccumulators!(new float[7], new int[3])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "room for 3", Assert.Throws<ArgumentException>("accumulators", () => emitted.RunAccumulators!(new float[8], new int[2])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var model = TestModels.Named("banded");
        var emitted = EmittedClass.Load(model);
        var (run, sample, sums) = (emitted.RunAccumulators!, TestModels.RandomSample(model, seed: 1), new int[emitted.OutputLength]);
        run(sample, sums);
        var before = GC.GetAllocatedBytesForCurrentThread();
        run(sample, sums);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>bias[n] + sum over k of weight[n, k] * x[k], from the reference's input of the last layer.</summary>
    private static int[] Accumulators(QuantizedModel model, float[] sample)
    {
        var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
        new ReferenceInterpreter(model).Run(sample, tensors);
        var last = (LinearStep)model.Steps[^1];
        var group = last.Groups[0];
        var arrays = new ModelArrays(model);
        var (weights, bias, x) = (arrays.Weights(group.Weights), arrays.Ints(group.Bias), tensors[last.Input].Integers);
        var (rows, depth) = (group.Weights.Rows, group.Weights.Depth);
        return [.. Enumerable.Range(0, x.Length / depth * rows).Select(i =>
            bias[i % rows] + Enumerable.Range(0, depth).Sum(k => weights[(i % rows * depth) + k] * x[(i / rows * depth) + k]))];
    }
}
