using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// Which layouts of each tensor the operators ask for. The consumer decides: the producer of a tensor that only token mixing reads
/// writes it in quads of tokens, so that nothing is transposed at run time.
/// </summary>
sealed class LayoutDemands
{
    private readonly TensorTable _tensors;
    private readonly Dictionary<string, List<TensorLayout>> _layouts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readPastTheEnd = new(StringComparer.Ordinal);

    public LayoutDemands(TensorTable tensors, IEnumerable<LoweringTask> tasks)
    {
        _tensors = tensors;
        foreach (var (step, lowering) in tasks)
        {
            var wishes = lowering.Reads(step, tensors);
            foreach (var (tensor, wish) in step.Inputs.Zip(wishes, (input, wish) => (input.Tensor, wish)))
            {
                Add(tensor, wish);
            }
        }
    }

    /// <summary>Layouts in which <paramref name="tensor"/> is read, in order of first use; rows where nobody reads it.</summary>
    public IReadOnlyList<TensorLayout> Of(string tensor) =>
        _layouts.TryGetValue(tensor, out var layouts) ? layouts : [_tensors[tensor].RowMajor()];

    /// <summary>Whether a kernel may read bytes behind the last of the tensor's rows.</summary>
    public bool ReadPastTheEnd(string tensor) => _readPastTheEnd.Contains(tensor);

    private void Add(string tensor, LayoutWish wish)
    {
        if (!_layouts.TryGetValue(tensor, out var layouts))
        {
            _layouts.Add(tensor, layouts = []);
        }

        if (!layouts.Contains(wish.Layout))
        {
            layouts.Add(wish.Layout);
        }

        if (wish.PastTheEnd)
        {
            _readPastTheEnd.Add(tensor);
        }
    }
}
