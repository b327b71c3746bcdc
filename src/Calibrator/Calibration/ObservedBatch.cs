using Microsoft.ML.OnnxRuntime;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;

namespace QMlp.Calibrator.Calibration;

/// <summary>The observed tensors of one batch of samples.</summary>
sealed class ObservedBatch : IDisposable
{
    private readonly OnnxModel _model;
    private readonly float[] _samples;
    private readonly int _batch;
    private readonly IDisposableReadOnlyCollection<OrtValue> _outputs;
    private readonly Dictionary<string, (OrtValue Tensor, int SampleLength, bool IsConstant)> _tensors = new(StringComparer.Ordinal);

    /// <param name="read">The tensors that are read.</param>
    /// <exception cref="UserError">ONNX Runtime cannot run the model, or gives a tensor of another type or length than the graph says.</exception>
    public ObservedBatch(ModelSession session, OnnxModel model, IEnumerable<OriginTensor> read, float[] samples, int batch, CancellationToken cancellation)
    {
        (_model, _samples, _batch) = (model, samples, batch);
        _outputs = session.Run(samples, batch, cancellation);
        try
        {
            foreach (var (name, length) in read.DistinctBy(tensor => tensor.Name).Where(tensor => tensor.Name != model.InputName))
            {
                var tensor = _outputs[session.IndexOf(name)];
                var elements = TensorData.Floats(tensor, name, model.FileName).Length;

                // A tensor that does not depend on the input has no batch: it is the same for every sample.
                var isConstant = elements == length && batch > 1;
                if (!isConstant && elements != (long)batch * length)
                {
                    throw new UserError(
                        $"{model.FileName}: tensor '{name}' has {elements} elements for {batch} samples, and {length} for each were expected.");
                }

                _tensors.Add(name, (tensor, length, isConstant));
            }
        }
        catch
        {
            _outputs.Dispose();
            throw;
        }
    }

    /// <summary>One sample's elements of a tensor. Several threads may ask at once.</summary>
    public ReadOnlySpan<float> Sample(string name, int index)
    {
        if (name == _model.InputName)
        {
            var length = _samples.Length / _batch;
            return _samples.AsSpan(index * length, length);
        }

        var (tensor, sampleLength, isConstant) = _tensors[name];
        return tensor.GetTensorDataAsSpan<float>().Slice(isConstant ? 0 : index * sampleLength, sampleLength);
    }

    public void Dispose() => _outputs.Dispose();
}
