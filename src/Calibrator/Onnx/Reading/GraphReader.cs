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

    private GraphReader(OnnxModel model)
    {
        _model = model;
        _batch = new BatchTracker(model.Batch ?? 1);
        foreach (var tensor in model.Proto.Graph.Initializer)
        {
            _initializers[tensor.Name] = tensor;
        }
    }

    public string FileName => _model.FileName;

    public int Opset => _model.Opset;

    public static FloatGraph Read(OnnxModel model, CancellationToken cancellation = default)
    {
        var reader = new GraphReader(model);
        var input = new Value(model.InputName, model.InputShape, Origin.Of(model.InputName, model.InputShape));
        reader._data[model.InputName] = input;
        reader._batch.Start(input);
        foreach (var proto in model.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.ReadNode(proto);
        }

        return new FloatGraph(NetworkName(model), input, reader._nodes, reader.FindOutput());
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

        return _data[name] = Decode(initializer);
    }

    public ConstantTensor Decode(TensorProto tensor) => TensorDecoder.Decode(tensor, _model.External);

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
