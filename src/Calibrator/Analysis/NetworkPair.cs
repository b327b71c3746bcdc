using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Analysis;

/// <summary>
/// A float network and the quantized one that was made of it: which value of the float network each quantized tensor stands for.
/// Tensors carry the names of values; what a rearrangement makes is the same elements elsewhere.
/// </summary>
sealed class NetworkPair
{
    private readonly Dictionary<string, Value> _values;
    private readonly Dictionary<string, (string Source, int[] Elements)> _moved = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pixels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorInfo> _tensors;

    /// <exception cref="UserError">The quantized network has a tensor that the float one lacks.</exception>
    public NetworkPair(FloatGraph graph, QuantizedModel model, string floatFile)
    {
        (Graph, Model) = (graph, model);
        _values = graph.Nodes.Select(node => node.Output).Append(graph.Input).ToDictionary(value => value.Name, StringComparer.Ordinal);
        _tensors = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        if (model.Input.Pixels != PixelLayout.None)
        {
            _pixels.Add(model.Input.Tensor);
        }

        var arrays = new ModelArrays(model);

        foreach (var step in model.Steps)
        {
            if (ReferenceOperators.Of(step) is { OnlyMoves: true } move)
            {
                var input = _tensors[step.Inputs[0].Tensor];
                var places = new ReferenceTensor(input, [.. Enumerable.Range(0, input.Length)], []);
                _moved.Add(step.Output, (input.Name, move.Run(step, [places], _tensors[step.Output], arrays).Integers));
                if (_pixels.Contains(input.Name))
                {
                    _pixels.Add(step.Output);
                }
            }
            else if (IsCopy(step))
            {
                _moved.Add(step.Output, (step.Inputs[0].Tensor, [.. Enumerable.Range(0, _tensors[step.Output].Length)]));
            }
            else if (!_values.TryGetValue(step.Output, out var value) || value.Shape.Length != _tensors[step.Output].Length)
            {
                throw new UserError(
                    $"The quantized model has the tensor '{step.Output}', and {floatFile} has no such tensor of its size; "
                    + $"compare it with the float model that it was calibrated from, '{model.Provenance.Source}'.");
            }
        }
    }

    public FloatGraph Graph { get; }

    public QuantizedModel Model { get; }

    /// <summary>The steps that compute: all but rearrangements and second copies of a tensor in another type.</summary>
    public IEnumerable<Step> ComputingSteps => Model.Steps.Where(step => !ReferenceOperators.Of(step).OnlyMoves && !IsCopy(step));

    public TensorInfo Tensor(string name) => _tensors[name];

    /// <summary>The value that a step of <see cref="ComputingSteps"/> makes.</summary>
    public Value ValueOf(Step step) => _values[step.Output];

    /// <summary>Whether a tensor holds bytes of the image as they came: quantization does not change it.</summary>
    public bool IsPixels(string tensor) => _pixels.Contains(tensor);

    /// <summary>For each tensor, in its own order of elements, the reals of the float network; tensors of pixels are left out.</summary>
    public IReadOnlyDictionary<string, float[]> Counterparts(IReadOnlyDictionary<Value, float[]> values)
    {
        var counterparts = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var tensor in Model.Tensors.Where(tensor => !IsPixels(tensor.Name)))
        {
            var counterpart = _moved.TryGetValue(tensor.Name, out var moved)
                ? Array.ConvertAll(moved.Elements, element => counterparts[moved.Source][element])
                : tensor.Name == Model.Input.Tensor ? values[Graph.Input] : values[_values[tensor.Name]];
            counterparts.Add(tensor.Name, counterpart);
        }

        return counterparts;
    }

    /// <summary>A rescale of a tensor that is no value of the float network: the same value once more, in another type.</summary>
    private bool IsCopy(Step step) => step is RescaleStep && !_values.ContainsKey(step.Output);
}
