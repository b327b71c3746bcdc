using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Calibration;

/// <summary>
/// Runs the original model over the calibration samples and chooses the ranges of the values that were asked for. Values that the
/// original model has no tensor for are computed by the float executor. The memory that it takes does not depend on the number of samples.
/// </summary>
static class Observer
{
    /// <summary>Elements of all observed tensors in one batch of a model that takes any number: 64 MiB of floats.</summary>
    private const int BatchElements = 1 << 24;

    /// <summary>More samples in one batch gain nothing on a processor.</summary>
    private const int LargestBatch = 8;

    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="threads">Threads for ONNX Runtime's operators and for counting; 0: one for each core.</param>
    /// <param name="movements">Where given, receives for each range how far it moved with the second half of the samples.</param>
    /// <returns>For each requested value the ranges of its channel groups, in order; every range contains 0 and is wider than that.</returns>
    /// <exception cref="UserError">ONNX Runtime refuses the model, or a tensor is not finite.</exception>
    public static IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> Observe(
        OnnxModel model,
        FloatGraph graph,
        ISampleSource source,
        IReadOnlyList<ObservationRequest> requests,
        CalibrationMethod method,
        IProgress<double>? progress = null,
        int threads = 0,
        ICollection<RangeMovement>? movements = null,
        CancellationToken cancellation = default)
    {
        Dictionary<Value, IReadOnlyList<ActivationRange>> half = [];
        var statistics = Collect(
            model, graph, source, requests, method.Settings, progress, threads, so => half = Choose(requests, method, so, cancellation), cancellation);
        var all = Choose(requests, method, statistics, cancellation);
        foreach (var (value, groups) in movements is null ? [] : half)
        {
            for (var g = 0; g < groups.Count; g++)
            {
                movements!.Add(new RangeMovement(value.Name, g, groups[g], all[value][g]));
            }
        }

        return all;
    }

    private static Dictionary<Value, IReadOnlyList<ActivationRange>> Choose(
        IReadOnlyList<ObservationRequest> requests,
        CalibrationMethod method,
        IReadOnlyDictionary<Value, IReadOnlyList<GroupStatistics>> statistics,
        CancellationToken cancellation)
    {
        var ranges = new IReadOnlyList<ActivationRange>[requests.Count];
        Parallel.For(0, requests.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            var chosen = requests[i].FullRange ? CalibrationMethod.MinMax : method;
            ranges[i] = [.. statistics[requests[i].Value].Select((group, g) => chosen.Choose(group, requests[i].Levels, requests[i].Functions?[g]))];
        });
        return requests.Select((request, i) => (request.Value, ranges[i])).ToDictionary(pair => pair.Value, pair => pair.Item2);
    }

    /// <summary>The statistics from which ranges are chosen, for each requested value and channel group.</summary>
    /// <param name="atHalf">Called once, with what half of the samples (or one less) gave; not for a single sample.</param>
    /// <exception cref="UserError">As <see cref="Observe"/>.</exception>
    public static IReadOnlyDictionary<Value, IReadOnlyList<GroupStatistics>> Collect(
        OnnxModel model,
        FloatGraph graph,
        ISampleSource source,
        IReadOnlyList<ObservationRequest> requests,
        StatisticsSettings settings,
        IProgress<double>? progress = null,
        int threads = 0,
        Action<IReadOnlyDictionary<Value, IReadOnlyList<GroupStatistics>>>? atHalf = null,
        CancellationToken cancellation = default)
    {
        threads = threads > 0 ? threads : Environment.ProcessorCount;
        var values = requests.Select(request => new ValueObservation(request, settings)).ToList();
        var observed = values.Where(value => CanObserve(model, value.Value)).ToList();
        var computed = values.Except(observed).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

        var read = observed.SelectMany(value => value.Value.Origin!.Tensors).ToList();
        var names = read.Select(tensor => tensor.Name).Where(name => name != model.InputName).Distinct(StringComparer.Ordinal);

        var statistics = values.ToDictionary(value => value.Value, value => value.Groups);
        using var session = new ModelSession(model, names, threads, optimize: false);
        foreach (var (first, count, samples) in SampleBatches.Of(source, BatchSize(model, source, observed)))
        {
            using var tensors = new ObservedBatch(session, model, read, samples, samples.Length / source.Shape.Length, cancellation);
            for (var i = 0; i < count; i++)
            {
                if (first + i > 0 && first + i == source.Count / 2)
                {
                    atHalf?.Invoke(statistics);
                }

                var sample = i;
                ForEach(observed, parallel, value => value.AddFrom(name => tensors.Sample(name, sample)), model, source, first + i);
                if (computed.Count > 0)
                {
                    var all = FloatExecutor.RunAll(graph, samples.AsSpan(i * source.Shape.Length, source.Shape.Length).ToArray(), cancellation);
                    ForEach(computed, parallel, value => value.Add(all[value.Value]), model, source, first + i);
                }
            }

            progress?.Report((double)(first + count) / source.Count);
        }

        return statistics;
    }

    /// <summary>Adds one sample to every value; of several that are not finite the first in order is reported, whichever thread found it first.</summary>
    private static void ForEach(
        List<ValueObservation> values, ParallelOptions parallel, Func<ValueObservation, bool> add, OnnxModel model, ISampleSource source, int sample)
    {
        var finite = new bool[values.Count];
        Parallel.For(0, values.Count, parallel, i => finite[i] = add(values[i]));
        var bad = Array.IndexOf(finite, false);
        if (bad >= 0)
        {
            throw new UserError(
                $"{model.FileName}: tensor '{values[bad].Value.Name}' is infinite or not a number for {source.Describe(sample)}; check the input's "
                    + "normalization (--mean, --std) and the model.");
        }
    }

    /// <summary>Whether each sample's part of the value's tensors can be told: in a batch of several, only where the batch is the leading axis.</summary>
    private static bool CanObserve(OnnxModel model, Value value) =>
        value.Origin is { } origin && (model.Batch is null or 1 || origin.HasLeadingBatch);

    private static int BatchSize(OnnxModel model, ISampleSource source, List<ValueObservation> observed)
    {
        if (model.Batch is { } batch)
        {
            return batch;
        }

        var elements = observed.Sum(value => (long)value.Value.Shape.Length);
        return observed.TrueForAll(value => value.Value.Origin!.HasLeadingBatch)
            ? (int)Math.Clamp(BatchElements / Math.Max(elements, 1), 1, Math.Min(LargestBatch, source.Count))
            : 1;
    }
}
