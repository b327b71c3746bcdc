using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Analysis;

/// <summary>Both networks on one sample.</summary>
/// <param name="Floats">For each tensor the float network's reals.</param>
/// <param name="Quantized">For each tensor what the quantized network's integers stand for.</param>
/// <param name="Steps">For each computing step, alone quantized: its output and the network's.</param>
sealed record SampleResult(
    IReadOnlyDictionary<string, float[]> Floats,
    IReadOnlyDictionary<string, float[]> Quantized,
    float[] FloatOutput,
    float[] Output,
    IReadOnlyList<(float[] Own, float[] Output)> Steps);

/// <summary>Runs both networks on samples; several threads may at once.</summary>
sealed class SampleAnalyzer(NetworkPair pair)
{
    private readonly ReferenceInterpreter _reference = new(pair.Model);
    private readonly ModelArrays _arrays = new(pair.Model);

    /// <param name="withSteps">Whether each step is also run alone.</param>
    public SampleResult Run(float[] sample, bool withSteps, CancellationToken cancellation)
    {
        var values = FloatExecutor.RunAll(pair.Graph, sample, cancellation);
        var floats = pair.Counterparts(values);
        var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
        var output = _reference.Run(sample, tensors, cancellation);
        return new SampleResult(
            floats,
            floats.Keys.ToDictionary(name => name, name => tensors[name].Dequantize(), StringComparer.Ordinal),
            values[pair.Graph.Output],
            output,
            withSteps ? [.. pair.ComputingSteps.Select(step => Alone(step, values, floats, tensors, cancellation))] : []);
    }

    /// <summary>
    /// One step as the quantized network computes it, on inputs quantized from the float network's, and the float network's output with
    /// the step's result in place of its own.
    /// </summary>
    private (float[] Own, float[] Output) Alone(
        Step step,
        IReadOnlyDictionary<Value, float[]> values,
        IReadOnlyDictionary<string, float[]> floats,
        Dictionary<string, ReferenceTensor> quantized,
        CancellationToken cancellation)
    {
        var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
        foreach (var name in step.Inputs.Select(input => input.Tensor))
        {
            tensors[name] = pair.IsPixels(name) ? quantized[name] : ReferenceTensor.Quantize(pair.Tensor(name), floats[name]);
        }

        ReferenceOperators.Run(step, tensors, pair.Tensor(step.Output), _arrays);
        var own = tensors[step.Output].Dequantize();
        return (own, FloatExecutor.RunWith(pair.Graph, values, pair.ValueOf(step), own, cancellation));
    }
}
