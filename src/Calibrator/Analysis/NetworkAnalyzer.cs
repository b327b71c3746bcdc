using QMlp.Calibrator.Data;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Analysis;

/// <summary>
/// Runs both networks on samples, the float one by <see cref="FloatExecutor"/> and the quantized one by the reference interpreter (whose bits
/// are those of the generated code), and compares them tensor by tensor; then each step alone.
/// </summary>
static class NetworkAnalyzer
{
    /// <summary>
    /// Multiply-accumulate operations for the sensitivities: tens of seconds on one core. A network of a few million takes all samples,
    /// one of several billion takes one.
    /// </summary>
    private const double SensitivityBudget = 1e11;

    /// <summary>Number of samples for sensitivities that stays within <see cref="SensitivityBudget"/>, of at most <paramref name="most"/>.</summary>
    public static int AffordableSamples(NetworkPair pair, int most)
    {
        // A step's replacement is followed on average by half of the network.
        var one = pair.Graph.Macs * (2 + (pair.ComputingSteps.Count() / 2.0));
        return (int)Math.Clamp(SensitivityBudget / Math.Max(one, 1), 1, most);
    }

    /// <param name="sensitivitySamples">How many of the samples, the first ones, the steps are judged on one by one.</param>
    /// <exception cref="UserError">A sample cannot be read, or a tensor of the float network is not finite.</exception>
    public static NetworkAnalysis Analyze(
        NetworkPair pair, ISampleSource source, int sensitivitySamples, IProgress<double> progress, CancellationToken cancellation = default)
    {
        var tensors = pair.Model.Tensors.Where(tensor => !pair.IsPixels(tensor.Name)).Select(tensor => new TensorSum(tensor)).ToList();
        var steps = pair.ComputingSteps.Select(step => new StepSum(step)).ToList();
        var run = new SampleAnalyzer(pair);
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        int floatCorrect = 0, correct = 0;
        // Computed side by side, added in order: sums of doubles depend on it.
        foreach (var chunk in Enumerable.Range(0, source.Count).Chunk(Environment.ProcessorCount))
        {
            var results = new SampleResult[chunk.Length];
            float[][] samples = [.. chunk.Select(i => Read(source, i))];
            Parallel.For(0, chunk.Length, parallel, i => results[i] = run.Run(samples[i], withSteps: chunk[i] < sensitivitySamples, cancellation));
            for (var i = 0; i < chunk.Length; i++)
            {
                Add(results[i], tensors, steps, source.Labels?[chunk[i]], source, chunk[i]);
                if (source.Labels is { } labels)
                {
                    floatCorrect += Metrics.Top1(results[i].FloatOutput) == labels[chunk[i]] ? 1 : 0;
                    correct += Metrics.Top1(results[i].Output) == labels[chunk[i]] ? 1 : 0;
                }
            }

            progress.Report((double)(chunk[^1] + 1) / source.Count);
        }

        double? Fraction(int count) => source.Labels is null ? null : (double)count / source.Count;
        var sensitivities = steps.Select(step => step.Finish(pair, source.Labels is null ? null : sensitivitySamples)).ToList();
        var advisor = new Advisor(pair.Model, sensitivities);
        return new NetworkAnalysis(
            source.Count,
            sensitivitySamples,
            tensors.Single(tensor => tensor.Info.Name == pair.Model.Output).Sqnr.Decibels,
            Fraction(floatCorrect),
            Fraction(correct),
            [.. tensors.Select(tensor => advisor.Advise(tensor.Finish(pair.Model)))],
            sensitivities);
    }

    private static float[] Read(ISampleSource source, int index)
    {
        var sample = new float[source.Shape.Length];
        source.ReadFloats(index, sample);
        return sample;
    }

    private static void Add(SampleResult result, List<TensorSum> tensors, List<StepSum> steps, int? label, ISampleSource source, int index)
    {
        foreach (var tensor in tensors)
        {
            var reals = result.Floats[tensor.Info.Name];
            if (!reals.All(float.IsFinite))
            {
                throw new UserError(
                    $"Tensor '{tensor.Info.Name}' of the float network is infinite or not a number for {source.Describe(index)}; check the input's "
                        + "normalization (--mean, --std) and the model.");
            }

            tensor.Add(reals, result.Quantized[tensor.Info.Name]);
        }

        for (var s = 0; s < result.Steps.Count; s++)
        {
            var (own, output) = result.Steps[s];
            steps[s].Add(result.Floats[steps[s].Step.Output], own, result.FloatOutput, output, label);
        }
    }

    /// <summary>What is known of one tensor so far.</summary>
    private sealed class TensorSum(TensorInfo info)
    {
        private readonly DistributionSum _distribution = new(info.Shape[^1]);
        private readonly RepresentedRange[] _ranges = [.. info.Quantization.Select(RepresentedRange.Of)];
        private readonly int[] _groups = ChannelQuantizers.GroupsOf(info);
        private long _saturated, _count;

        public TensorInfo Info => info;

        public SqnrSum Sqnr { get; } = new();

        public void Add(float[] reals, float[] quantized)
        {
            Sqnr.Add(reals, quantized);
            _distribution.Add(reals);
            _count += reals.Length;
            if (_ranges.Length == 0)
            {
                return;
            }

            for (var i = 0; i < reals.Length; i++)
            {
                _saturated += _ranges[_groups[i % _groups.Length]].Contains(reals[i]) ? 0 : 1;
            }
        }

        public TensorAnalysis Finish(QuantizedModel model) => new(
            info.Name,
            model.Steps.FirstOrDefault(step => step.Output == info.Name)?.Name ?? "",
            info.Type.ToString().ToLowerInvariant(),
            [.. info.Shape],
            Sqnr.Decibels,
            _distribution.Finish(),
            _ranges,
            (double)_saturated / _count,
            null);
    }

    /// <summary>What is known of one step alone so far.</summary>
    private sealed class StepSum(Step step)
    {
        private readonly SqnrSum _own = new(), _output = new();
        private int _correct;

        public Step Step => step;

        public void Add(float[] reals, float[] own, float[] floatOutput, float[] output, int? label)
        {
            _own.Add(reals, own);
            _output.Add(floatOutput, output);
            _correct += label is { } known && Metrics.Top1(output) == known ? 1 : 0;
        }

        public StepSensitivity Finish(NetworkPair pair, int? labeled) => new(
            step.Name,
            ModelFacts.Kind(step),
            (step as LinearStep)?.Groups[0].Weights.Bits,
            _own.Decibels,
            _output.Decibels,
            labeled is { } samples ? (double)_correct / samples : null);
    }
}
