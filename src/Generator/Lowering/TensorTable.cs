using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>The tensors of a model by name.</summary>
sealed class TensorTable(QuantizedModel model)
{
    private readonly Dictionary<string, TensorInfo> _tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

    public TensorInfo this[string name] => _tensors[name];
}
