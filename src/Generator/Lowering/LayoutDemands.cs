using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// Which layouts of each tensor the steps ask for. The consumer decides: the producer of a tensor that only token mixing reads
/// writes it in quads of tokens, so that nothing is transposed at run time.
/// </summary>
sealed class LayoutDemands
{
    private readonly Dictionary<string, TensorInfo> _tensors;
    private readonly Dictionary<string, List<TensorLayout>> _demands = new(StringComparer.Ordinal);

    public LayoutDemands(QuantizedModel model)
    {
        _tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var step in model.Steps)
        {
            foreach (var (tensor, layout) in Read(step))
            {
                Add(tensor, layout);
            }
        }
    }

    public TensorInfo Tensor(string name) => _tensors[name];

    /// <summary>Layouts in which <paramref name="tensor"/> is read, in order of first use; rows where nobody reads it.</summary>
    public IReadOnlyList<TensorLayout> Of(string tensor) =>
        _demands.TryGetValue(tensor, out var layouts) ? layouts : [RowMajor(_tensors[tensor])];

    /// <summary>The layout that a step reads its main input in.</summary>
    public TensorLayout InputLayout(LinearStep step)
    {
        var tensor = _tensors[step.Input];
        if (step.Axis == tensor.Shape.Count - 1)
        {
            return RowMajor(tensor);
        }

        var (outer, tokens, inner) = tensor.Around(step.Axis);
        return new TokenQuadLayout(outer, tokens, inner);
    }

    public static RowLayout RowMajor(TensorInfo tensor) =>
        new(tensor.Rows(), tensor.Columns(), tensor.Columns(), tensor.ElementSize());

    private IEnumerable<(string Tensor, TensorLayout Layout)> Read(Step step)
    {
        foreach (var (_, tensor) in step.Inputs)
        {
            yield return (tensor, step is LinearStep linear && tensor == linear.Input ? InputLayout(linear) : RowMajor(_tensors[tensor]));
        }
    }

    private void Add(string tensor, TensorLayout layout)
    {
        if (!_demands.TryGetValue(tensor, out var layouts))
        {
            _demands.Add(tensor, layouts = []);
        }

        if (!layouts.Contains(layout))
        {
            layouts.Add(layout);
        }
    }
}
