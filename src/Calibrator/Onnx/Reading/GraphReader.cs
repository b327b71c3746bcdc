using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>
/// Reads an ONNX graph front to back for one sample: folds what depends on constants only (shapes are constants here), and makes
/// canonical nodes and primitives of the rest.
/// </summary>
sealed class GraphReader
{
    /// <summary>No activation of a network for one sample is larger; what is larger is damage or an attack.</summary>
    public const long MostElements = 1L << 26;

    /// <summary>No constant that a few numbers in the file blow up to is larger.</summary>
    public const long MostConstantElements = 1L << 24;

    private readonly OnnxModel _model;
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Datum> _data = new(StringComparer.Ordinal);
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(Value, RoundingFunction), Value> _rounded = [];
    private readonly BatchTracker _batch;
    private readonly StatedShapes _stated;

    /// <summary>Tensors of unknown shape, behind nodes that are not understood: whatever reads one of these is not looked at.</summary>
    private readonly Dictionary<string, Value> _unknown = new(StringComparer.Ordinal);
    private readonly List<Refusal> _refusals = [];

    private GraphReader(OnnxModel model, StatedShapes stated)
    {
        (_model, _stated) = (model, stated);
        _batch = new BatchTracker(model.Batch ?? 1);
        foreach (var tensor in model.Proto.Graph.Initializer)
        {
            _initializers[tensor.Name] = tensor;
        }
    }

    public string FileName => _model.FileName;

    public int Opset => _model.Opset;

    /// <summary>Reads the whole graph: nodes that are not understood become <see cref="OpaqueNode"/>s.</summary>
    /// <param name="stated">Shapes of what such nodes make.</param>
    /// <exception cref="UserError">The graph as such cannot be read: a tensor is damaged, or the output makes no sense.</exception>
    public static FloatGraph Read(OnnxModel model, StatedShapes stated, CancellationToken cancellation = default)
    {
        var reader = new GraphReader(model, stated);
        var input = new Value(model.InputName, model.InputShape, Origin.Of(model.InputName, model.InputShape));
        reader._data[model.InputName] = input;
        reader._batch.Start(input);
        foreach (var proto in NodeOrder.Sort(model.Nodes))
        {
            cancellation.ThrowIfCancellationRequested();
            reader.ReadNode(proto);
        }

        return new FloatGraph(NetworkName(model), input, reader._nodes, reader.Output());
    }

    public Datum Lookup(string name, OperatorCall reader)
    {
        if (_data.TryGetValue(name, out var datum))
        {
            return datum;
        }

        if (!_initializers.TryGetValue(name, out var initializer))
        {
            throw reader.Refuse($"reads '{name}', which nothing before it makes", "the file is damaged, export it again");
        }

        var constant = Decode(initializer);
        reader.RequireNumbers(constant, name);
        return _data[name] = constant;
    }

    public ConstantTensor Decode(TensorProto tensor) => TensorDecoder.Decode(tensor, _model.External);

    /// <summary>The shape of a tensor, for a message.</summary>
    public string ShapeText(string name) =>
        _data.TryGetValue(name, out var datum) ? datum.Shape.ToString()
        : _initializers.TryGetValue(name, out var initializer) ? $"[{string.Join(", ", initializer.Dims)}]"
        : _stated.Of(name)?.ToString() ?? "?";

    public void Define(string name, Datum datum) => _data[name] = datum;

    /// <summary>The value that is another one rounded by a quantizer, if there is one already.</summary>
    public Value? Rounded(Value value, RoundingFunction quantizer) => _rounded.GetValueOrDefault((value, quantizer));

    public void Remember(Value value, RoundingFunction quantizer, Value rounded) => _rounded[(value, quantizer)] = rounded;

    public void Emit(Node node, OperatorCall call)
    {
        _batch.Follow(node, call);
        _nodes.Add(node);
    }

    /// <summary>The batch that the model insists on, or 1.</summary>
    public int Samples => _batch.Samples;

    public int BatchAxis(Value value) => _batch.AxisOf(value);

    private void ReadNode(NodeProto proto)
    {
        var call = new OperatorCall(this, proto);
        if (proto.Input.Any(_unknown.ContainsKey))
        {
            PassOver(proto, call, null);
            return;
        }

        try
        {
            Understand(proto, call);
        }
        catch (UnsupportedModel refused)
        {
            var refusal = refused.Refusals[0];
            _refusals.Add(refusal);
            PassOver(proto, call, refusal);
        }
    }

    private static void Understand(NodeProto proto, OperatorCall call)
    {
        if (proto.Domain is not ("" or "ai.onnx") && !QuantizationOperators.IsContributed(proto))
        {
            throw call.Refuse($"belongs to the operator domain '{proto.Domain}'", "export the model with standard ONNX operators only");
        }

        if (proto.Output.Count == 0)
        {
            throw call.Refuse("makes nothing", "the file is damaged, export it again");
        }

        try
        {
            var inputs = Enumerable.Range(0, proto.Input.Count).Select(call.Input).ToArray();
            if (!Array.TrueForAll(inputs, input => input?.Value is null) || !ConstantOperators.TryFold(call))
            {
                OperatorTable.Read(call);
            }
        }
        catch (Exception error) when (error is not (UserError or OperationCanceledException))
        {
            // Readers check what they read; nonsense that none of them thought of is the file's fault all the same.
            throw call.Refuse($"has inputs or attributes that make no sense ({error.Message.TrimEnd('.')})", "the file is damaged, export it again", error);
        }
    }

    /// <summary>Makes opaque nodes of a node, one for each output, and goes on behind them as far as their shapes are known.</summary>
    private void PassOver(NodeProto proto, OperatorCall call, Refusal? refusal)
    {
        Value[] read =
        [
            .. proto.Input.Select(name => _unknown.GetValueOrDefault(name) ?? _data.GetValueOrDefault(name).Value).OfType<Value>(),
        ];
        foreach (var name in proto.Output.Where(name => name.Length > 0))
        {
            var shape = _stated.Of(name);
            var value = new Value(name, shape ?? new Shape(1, 1), null);
            _nodes.Add(new OpaqueNode(call.LayerName(), read, refusal, value));
            if (shape is null)
            {
                _data.Remove(name);
                _unknown[name] = value;
            }
            else
            {
                _data[name] = value;
            }
        }
    }

    /// <summary>The network's output; where it cannot be found, the reason is rather a node that is not understood, if there is one.</summary>
    private Value Output()
    {
        if (_unknown.TryGetValue(_model.OutputName, out var unknown))
        {
            return unknown;
        }

        try
        {
            return FindOutput();
        }
        catch (UserError error) when (_refusals.Count > 0)
        {
            throw new UnsupportedModel(FileName, _refusals, cause: error);
        }
    }

    private Value FindOutput()
    {
        if (!_data.TryGetValue(_model.OutputName, out var output))
        {
            throw new UserError($"{FileName}: nothing makes the output '{_model.OutputName}'; the file is damaged, export it again.");
        }

        if (output.Value is null)
        {
            throw new UserError($"{FileName}: the output '{_model.OutputName}' does not depend on the input.");
        }

        if (output.Codes is not null)
        {
            throw new UserError(
                $"{FileName}: the output '{_model.OutputName}' holds the integers of a QuantizeLinear; let the model end in float, before it or after a "
                    + "DequantizeLinear.");
        }

        if (_batch.AxisOf(output.Value) != 0)
        {
            throw new UserError($"{FileName}: the leading axis of the output '{_model.OutputName}' is not the batch; export the model with a batch of 1.");
        }

        return output.Value;
    }

    private static string NetworkName(OnnxModel model) => Path.GetFileNameWithoutExtension(model.FileName);
}
