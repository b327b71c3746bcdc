using QMlp.Calibrator.Data;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Calibration;

/// <summary>Runs the original float model in ONNX Runtime, as what the quantized one is compared with.</summary>
/// <param name="threads">Threads within one operator; 1 where times are compared.</param>
sealed class FloatRunner(OnnxModel model, int threads) : IDisposable
{
    /// <summary>Samples in one run of a model that takes any number: small, as more gains nothing on a processor.</summary>
    private const int FreeBatch = 8;

    private readonly ModelSession _session = new(model, [], threads, optimize: true);

    /// <summary>The output of each sample, in order, computed as it is asked for.</summary>
    /// <exception cref="UserError">ONNX Runtime cannot run the model, or its output does not divide into samples.</exception>
    public IEnumerable<float[]> Run(ISampleSource source, CancellationToken cancellation = default)
    {
        foreach (var (_, count, samples) in SampleBatches.Of(source, model.Batch ?? Math.Min(FreeBatch, source.Count)))
        {
            foreach (var output in RunBatch(samples, samples.Length / source.Shape.Length, cancellation)[..count])
            {
                yield return output;
            }
        }
    }

    /// <summary>The output of one sample, given as the model takes it; a model of a fixed batch computes that many copies.</summary>
    /// <exception cref="UserError">As <see cref="Run(ISampleSource, CancellationToken)"/>.</exception>
    public float[] Run(float[] sample, CancellationToken cancellation = default)
    {
        var batch = model.Batch ?? 1;
        return RunBatch(batch == 1 ? sample : [.. Enumerable.Repeat(sample, batch).SelectMany(copy => copy)], batch, cancellation)[0];
    }

    public void Dispose() => _session.Dispose();

    private float[][] RunBatch(float[] samples, int batch, CancellationToken cancellation)
    {
        using var outputs = _session.Run(samples, batch, cancellation);
        var logits = TensorData.Floats(outputs[0], model.OutputName, model.FileName);
        if (logits.Length % batch != 0)
        {
            throw new UserError(
                $"{model.FileName}: output '{model.OutputName}' has {logits.Length} elements for {batch} samples; its first axis must be the batch.");
        }

        var length = logits.Length / batch;
        var results = new float[batch][];
        for (var i = 0; i < batch; i++)
        {
            results[i] = logits.Slice(i * length, length).ToArray();
        }

        return results;
    }
}
