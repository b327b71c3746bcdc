using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Calibration samples on their way through a network that is being quantized: every step, once it has its numbers, is run on all of
/// them, so that the next layer sees the inputs that it will really have. Integer arithmetic of the reference, the same on every machine.
/// </summary>
sealed class SampleRun
{
    private readonly Dictionary<string, int> _lastReader = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorInfo> _tensors;
    private readonly Dictionary<string, ReferenceTensor>[] _samples;
    private readonly ParallelOptions _parallel;
    private int _step;

    /// <param name="plan">The steps that will be run, in order.</param>
    /// <param name="tensors">All tensors of the network.</param>
    /// <param name="inputs">The quantized input tensor of each sample.</param>
    public SampleRun(QuantizationPlan plan, IReadOnlyList<TensorInfo> tensors, IEnumerable<byte[]> inputs, CancellationToken cancellation)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            foreach (var tensor in plan.Steps[i].Inputs)
            {
                _lastReader[tensor.Name] = i;
            }
        }

        _parallel = new ParallelOptions { CancellationToken = cancellation };
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var input = _tensors[plan.Input.Name];
        _samples = [.. inputs.Select(codes => new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal)
        {
            [input.Name] = new ReferenceTensor(input, [.. codes], []),
        })];
    }

    /// <summary>Moments of the vectors that a layer reads: one for each position, or for each of a group's channels where tokens are mixed.</summary>
    /// <param name="columns">Where the vectors lie in the tensor.</param>
    /// <param name="second">Whether second moments are wanted.</param>
    public InputMoments Inputs(PlannedTensor tensor, InputColumns columns, bool second)
    {
        var moments = new InputMoments(columns.Depth, second);
        foreach (var sample in _samples)
        {
            var codes = sample[tensor.Name].Integers;
            for (var o = 0; o < columns.Outer; o++)
            {
                _parallel.CancellationToken.ThrowIfCancellationRequested();
                for (var j = 0; j < columns.Columns; j++)
                {
                    moments.Add(codes, columns.Start(o, j), columns.Inner, columns.Weight(j));
                }
            }
        }

        return moments;
    }

    /// <summary>Runs the next step, and forgets tensors that no later one reads.</summary>
    /// <param name="store">Where the step's arrays are.</param>
    public void Advance(Step step, WeightStoreBuilder store)
    {
        var arrays = new ModelArrays(store.Content);
        Parallel.ForEach(_samples, _parallel, sample =>
        {
            ReferenceOperators.Run(step, sample, _tensors[step.Output], arrays);
            foreach (var name in sample.Keys.Where(name => _lastReader.GetValueOrDefault(name, -1) <= _step).ToList())
            {
                sample.Remove(name);
            }
        });
        _step++;
    }
}
