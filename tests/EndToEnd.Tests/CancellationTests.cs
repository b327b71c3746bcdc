using QMlp.Calibrator.Analysis;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Graph.Transforms;
using QMlp.Calibrator.Pipeline;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;

namespace QMlp.EndToEnd.Tests;

/// <summary>Every part of the pipeline that takes time stops where it is asked to.</summary>
public sealed class CancellationTests(QuickstartModel quickstart) : IClassFixture<QuickstartModel>, IDisposable
{
    private static readonly FloatModel Model = FloatModel.Load(QuickstartModel.Float);

    private readonly ISampleSource _source = DataSpec.Open(
        QuickstartModel.CalibrationImages, new DataOptions(Model.SampleShape) { Mean = [0.2860f], Std = [0.3530f], Samples = 12 });

    public static TheoryData<string> Names => [.. Parts.Keys];

    private static Dictionary<string, Action<CancellationTests, CancellationToken>> Parts { get; } = new()
    {
        ["reading samples"] = (test, token) => _ = new InterruptibleSamples(test._source, token).Sha256,
        ["float network"] = (test, token) => FloatExecutor.Run(Model.Graph, test.Samples()[0], token),
        ["ONNX Runtime"] = (test, token) =>
        {
            using var runner = new FloatRunner(Model.Onnx, threads: 1);
            runner.Run(test.Samples()[0], token);
        },
        ["equalization"] = (test, token) => ChannelEqualization.Apply(Model.Graph, test.Samples(), new QuantizationSettings(), token),
        ["hidden groups"] = (test, token) => HiddenGroups.Apply(Model.Graph, 4, test.Samples(), token),
        ["observing"] = (test, token) => CalibrationPipeline.Observe(test.Request(), NoProgress.Instance, token),
        ["rounding to nearest"] = (_, token) => new NearestRounding().Round(Weights, token),
        ["rounding by weights"] = (_, token) => new MseRounding().Round(Weights, token),
        ["rounding by inputs"] = (_, token) => new GptqRounding().Round(Weights with { Moments = [1, 0, 0, 1] }, token),
        ["factorization"] = (_, token) => TriangularFactor.Of([1, 0, 0, 1], 2, 0, token),
        ["accumulator proof"] = (_, token) =>
            AccumulatorFit.Make(new NearestRounding(), Weights, new NearestRounding().Round(Weights, CancellationToken.None), 127, 4, token),
        ["quantizing"] = (test, token) => CalibrationPipeline.Quantize(test.Request(), test.Observed(), token),
        ["reference"] = (test, token) => new ReferenceInterpreter(test.Quantized()).Run(test.Samples()[0], cancellation: token),
        ["compilation"] = (test, token) => InMemoryModel.Compile(test.Quantized(), token),
        ["generated code"] = (test, token) =>
        {
            using var code = InMemoryModel.Compile(test.Quantized(), CancellationToken.None).Load();
            AccuracyMeasurement.Run(code, test.Quantized(), null, test._source, NoProgress.Instance, token);
        },
        ["time"] = (test, token) =>
        {
            using var code = InMemoryModel.Compile(test.Quantized(), CancellationToken.None).Load();
            InferenceTimer.OfGeneratedCode(code, test.Quantized(), test._source, token);
        },
        ["verification"] = (test, token) =>
            Verifier.Verify(InMemoryModel.Compile(test.Quantized(), CancellationToken.None), test.Quantized(), 1, NoProgress.Instance, token),
        ["analysis"] = (test, token) =>
            NetworkAnalyzer.Analyze(new NetworkPair(Model.Graph, test.Quantized(), "x.onnx"), test._source, 1, NoProgress.Instance, token),
    };

    private static WeightsToRound Weights => new("fc", new float[] { 1, -1, 1, 1 }, 2, 2, 8, [0, 0]);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_part_stops(string name) =>
        Assert.ThrowsAny<OperationCanceledException>(() => Parts[name](this, new CancellationToken(canceled: true)));

    /// <summary>After observing and behind it: today's results are no reason to go on.</summary>
    [Theory]
    [InlineData("Observing")]
    [InlineData("Judging layers")]
    public void A_calibration_stops_when_a_stage_of_it_has_ended(string stage)
    {
        using var stop = new CancellationTokenSource();
        var progress = new StopBehind(stage, stop);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            BudgetedCalibration.Run(
                Request(), PrecisionBudget.Parse("size:160KiB"), _ => throw new InvalidOperationException("no accuracy is asked for"), progress, stop.Token));
        Assert.Equal(stage, progress.Stages[^1]);
    }

    [Fact]
    public void A_file_is_given_up_between_its_parts()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        File.WriteAllText(folder["x"], "old");
        Assert.ThrowsAny<OperationCanceledException>(() => AtomicFile.Write(folder["x"], stream =>
        {
            stream.Write([1, 2, 3]);
            stop.Cancel();
            stream.Write([4]);
            Assert.Fail("the stream takes more than it should");
        }, stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => QuantizedModelFile.Save(folder["x"], Quantized(), stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => NpyWriter.Write(folder["x"], [1], 1, [[1f]], stop.Token));
        Assert.Equal(["x"], folder.Names);
        Assert.Equal("old", File.ReadAllText(folder["x"]));
    }

    public void Dispose() => _source.Dispose();

    private CalibrationRequest Request() => new(Model, _source, new QuantizationSettings(), CalibrationMethod.Default);

    private ObservedNetwork Observed() => CalibrationPipeline.Observe(Request(), NoProgress.Instance, CancellationToken.None);

    private ModelFormat.QuantizedModel Quantized() => QuantizedModelFile.Load(quickstart.Quantized);

    private float[][] Samples()
    {
        var sample = new float[_source.Shape.Length];
        _source.ReadFloats(0, sample);
        return [sample];
    }

    private sealed class StopBehind(string stage, CancellationTokenSource stop) : IStageProgress
    {
        public List<string> Stages { get; } = [];

        public T Track<T>(string name, Func<IProgress<double>, T> work)
        {
            Stages.Add(name);
            var result = work(NoProgress.Instance);
            if (name == stage)
            {
                stop.Cancel();
            }

            return result;
        }
    }
}
