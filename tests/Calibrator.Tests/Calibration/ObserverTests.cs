using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Tests.Data;

namespace QMlp.Calibrator.Tests.Calibration;

public sealed class ObserverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 7)]
    [InlineData(null, 20)]
    [InlineData(1, 7)]
    [InlineData(3, 7)]
    [InlineData(3, 6)]
    [InlineData(10, 7)]
    public void Ranges_cover_every_sample_once_whatever_the_batch(int? batch, int count)
    {
        var tiny = TinyModel.Write(_folder, batch);
        using var source = TinyModel.Samples(_folder, count, (s, i) => s + (i * 0.125f));
        var graph = new FloatGraph("tiny", tiny.Input, [], tiny.Output);
        ObservationRequest[] requests = [new(tiny.Input, 1), new(tiny.Doubled, 2), new(tiny.Output, 1)];

        var statistics = Observer.Collect(tiny.Model, graph, source, requests, new StatisticsSettings());
        var ranges = Observer.Observe(tiny.Model, graph, source, requests, CalibrationMethod.MinMax);

        Assert.Equal(count * 8, statistics[tiny.Input][0].Histogram.Count);
        Assert.Equal((0f, count - 1 + 0.875f), (statistics[tiny.Input][0].Min, statistics[tiny.Input][0].Max));

        // Groups of the last axis: columns 0 and 1, columns 2 and 3.
        Assert.Equal(count * 4, statistics[tiny.Doubled][0].Histogram.Count);
        Assert.Equal((0f, (2 * (count - 1)) + 1.25f), (statistics[tiny.Doubled][0].Min, statistics[tiny.Doubled][0].Max));
        Assert.Equal((0.5f, (2 * (count - 1)) + 1.75f), (statistics[tiny.Doubled][1].Min, statistics[tiny.Doubled][1].Max));
        Assert.Equal(MathF.Log((2 * (count - 1)) + 2.75f), statistics[tiny.Output][0].Max, 1e-6f);
        Assert.InRange(ranges[tiny.Output][0].Max, statistics[tiny.Output][0].Max, statistics[tiny.Output][0].Max * 1.004f);
    }

    [Fact]
    public void Permuted_and_joined_tensors_are_seen_in_the_values_order()
    {
        var tiny = TinyModel.Write(_folder, 2);
        using var source = TinyModel.Samples(_folder, 3, (s, i) => i < TinyModel.Columns ? 1 : 10 + s);
        var graph = new FloatGraph("tiny", tiny.Input, [], tiny.Output);

        var statistics = Observer.Collect(tiny.Model, graph, source, [new(tiny.Turned, 2), new(tiny.Halves, 2)], new StatisticsSettings());

        // The two groups of the transposed value are the rows of the tensor.
        Assert.Equal([(2f, 2f), (20f, 24f)], statistics[tiny.Turned].Select(group => (group.Min, group.Max)));
        Assert.Equal((2f, 24f), (statistics[tiny.Halves][0].Min, statistics[tiny.Halves][0].Max));
        Assert.Equal(MathF.Log(25), statistics[tiny.Halves][1].Max, 1e-6f);
    }

    [Fact]
    public void Values_without_an_origin_are_computed_by_the_float_executor()
    {
        var tiny = TinyModel.Write(_folder, null);
        var squared = new Value("squared", tiny.Input.Shape, origin: null);
        var graph = new FloatGraph("tiny", tiny.Input, [new MultiplyNode("square", tiny.Input, tiny.Input, squared)], squared);
        using var source = TinyModel.Samples(_folder, 9, (s, i) => s - 4);

        var ranges = Observer.Observe(tiny.Model, graph, source, [new(squared, 1)], CalibrationMethod.MinMax);

        Assert.Equal(new ActivationRange(0, 16), ranges[squared][0]);
    }

    [Theory]
    [InlineData(-0.5f)]
    [InlineData(-1f)]
    public void A_tensor_that_is_not_finite_is_named_with_its_sample(float bad)
    {
        var tiny = TinyModel.Write(_folder, null);
        using var source = TinyModel.Samples(_folder, 20, (s, i) => s == 13 && i == 5 ? bad : 1);
        var graph = new FloatGraph("tiny", tiny.Input, [], tiny.Output);

        var error = Assert.Throws<UserError>(() =>
            Observer.Observe(tiny.Model, graph, source, [new(tiny.Doubled, 1), new(tiny.Output, 1)], CalibrationMethod.MinMax));

        Assert.Contains("tensor 'y'", error.Message, StringComparison.Ordinal);
        Assert.Contains("sample 13 of samples.npy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_range_requests_are_not_clipped()
    {
        var tiny = TinyModel.Write(_folder, null);
        using var source = TinyModel.Samples(_folder, 50, (s, i) => s == 20 && i == 0 ? 100 : 1);
        var graph = new FloatGraph("tiny", tiny.Input, [], tiny.Output);

        var ranges = Observer.Observe(
            tiny.Model, graph, source, [new(tiny.Input, 1), new(tiny.Doubled, 1, FullRange: true)], CalibrationMethod.Parse("percentile:99"));

        Assert.InRange(ranges[tiny.Input][0].Max, 1, 1.1);
        Assert.Equal(200, ranges[tiny.Doubled][0].Max);
    }

    /// <summary>Sample s of ten holds s: after five samples the greatest is 4, after all 9; doubled 8 and 18.</summary>
    [Fact]
    public void Movement_is_from_half_of_the_samples_to_all()
    {
        var tiny = TinyModel.Write(_folder, 4);
        using var source = TinyModel.Samples(_folder, 10, (s, i) => s);
        var movements = new List<RangeMovement>();

        Observer.Observe(
            tiny.Model, new FloatGraph("tiny", tiny.Input, [], tiny.Output), source, [new(tiny.Doubled, 1)], CalibrationMethod.MinMax, movements: movements);

        var movement = Assert.Single(movements);
        Assert.Equal((tiny.Doubled.Name, 0, 8f, 18f), (movement.Tensor, movement.Group, movement.Half.Max, movement.All.Max));
        Assert.Equal(10 / 18.0, movement.Relative);
    }

    [Fact]
    public void Progress_grows_to_one()
    {
        var tiny = TinyModel.Write(_folder, 4);
        using var source = TinyModel.Samples(_folder, 10, (s, i) => 1);
        var reports = new List<double>();
        var progress = new Recorder(reports);

        Observer.Observe(tiny.Model, new FloatGraph("tiny", tiny.Input, [], tiny.Output), source, [new(tiny.Output, 1)], CalibrationMethod.MinMax, progress);

        Assert.Equal([0.4, 0.8, 1], reports);
    }

    [Fact]
    public void A_model_that_onnx_runtime_refuses_is_a_sentence()
    {
        var tiny = TinyModel.Write(_folder, 4);
        using var source = TinyModel.Samples(_folder, 10, (s, i) => 1);
        var missing = new Value("missing", tiny.Input.Shape, Origin.Of("missing", tiny.Input.Shape));

        var error = Assert.Throws<UserError>(() =>
            Observer.Observe(tiny.Model, new FloatGraph("tiny", tiny.Input, [], tiny.Output), source, [new(missing, 1)], CalibrationMethod.MinMax));

        Assert.StartsWith("tiny.onnx: ONNX Runtime cannot run the model", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_float_runner_gives_every_sample_its_output(int? batch)
    {
        var tiny = TinyModel.Write(_folder, batch);
        using var source = TinyModel.Samples(_folder, 10, (s, i) => s + i);
        using var runner = new FloatRunner(tiny.Model, threads: 1);

        var outputs = runner.Run(source).ToList();

        Assert.Equal(10, outputs.Count);
        for (var s = 0; s < 10; s++)
        {
            for (var i = 0; i < 8; i++)
            {
                // Element [column, row] of the output is element [row, column] of the input.
                Assert.Equal(MathF.Log((2 * (s + (i / 2) + (i % 2 * TinyModel.Columns))) + 1), outputs[s][i], 1e-6f);
            }
        }

        Assert.Equal(outputs[3], runner.Run(source.Floats(3)));
    }

    private sealed class Recorder(List<double> reports) : IProgress<double>
    {
        public void Report(double value) => reports.Add(value);
    }
}
