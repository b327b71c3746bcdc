using System.Runtime.InteropServices;
using Google.Protobuf;
using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx;

/// <summary>
/// Writes ONNX graphs: nodes in order, initializers as raw little-endian bytes. Every method that makes a tensor returns its name,
/// so that a network reads like the expression that it is.
/// </summary>
sealed class OnnxModelBuilder
{
    /// <summary>IR version 10 is the first that knows opset 21 and its 4-bit types; older opsets are fine under it.</summary>
    private const int IrVersion = 10;

    private readonly ModelProto _model;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public OnnxModelBuilder(string name, int opset, string producer = "qmlp")
    {
        _model = new ModelProto { IrVersion = IrVersion, ProducerName = producer, Graph = new GraphProto { Name = name } };
        _model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
    }

    private GraphProto Graph => _model.Graph;

    /// <summary>Allows operators of another domain ("com.microsoft").</summary>
    public OnnxModelBuilder Domain(string domain, int version)
    {
        _model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        return this;
    }

    /// <summary>Declares the float input of the network.</summary>
    public string Input(string name, params int[] dims)
    {
        Graph.Input.Add(FloatValue(name, dims));
        return Claim(name);
    }

    /// <summary>Declares <paramref name="tensor"/>, which some node has made, as a float output of the network.</summary>
    public void Output(string tensor, params int[] dims) => Graph.Output.Add(FloatValue(tensor, dims));

    public string Floats(string name, ReadOnlySpan<float> values, params int[] dims) =>
        Initializer(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), dims);

    public string Longs(string name, ReadOnlySpan<long> values, params int[] dims) =>
        Initializer(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), dims);

    /// <summary>An initializer of any type from its little-endian bytes (4-bit types: two values a byte, the first in the low half).</summary>
    public string Initializer(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, params int[] dims)
    {
        var tensor = new TensorProto { Name = Claim(name), DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(dims.Select(dim => (long)dim));
        Graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>Adds a node with one output, which is also the node's name.</summary>
    /// <param name="attributes">Values may be int, long, float, string, int[] or long[].</param>
    public string Node(string operatorType, string output, string[] inputs, params (string Name, object Value)[] attributes)
    {
        Node(operatorType, [output], inputs, domain: "", attributes);
        return output;
    }

    /// <summary>Adds a node of any domain with any number of outputs; it is named after the first.</summary>
    public void Node(string operatorType, string[] outputs, string[] inputs, string domain, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = operatorType, Domain = domain, Name = outputs[0] };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs.Select(Claim));
        node.Attribute.AddRange(attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)));
        Graph.Node.Add(node);
    }

    public ModelProto Build() => _model;

    public byte[] ToBytes() => _model.ToByteArray();

    private string Claim(string name) =>
        _names.Add(name) ? name : throw new ArgumentException($"the tensor '{name}' exists already", nameof(name));

    private static ValueInfoProto FloatValue(string name, int[] dims)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case int or long:
                attribute.Type = AttributeProto.Types.AttributeType.Int;
                attribute.I = Convert.ToInt64(value, null);
                break;
            case float number:
                attribute.Type = AttributeProto.Types.AttributeType.Float;
                attribute.F = number;
                break;
            case string text:
                attribute.Type = AttributeProto.Types.AttributeType.String;
                attribute.S = ByteString.CopyFromUtf8(text);
                break;
            case int[] numbers:
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.AddRange(numbers.Select(number => (long)number));
                break;
            case long[] numbers:
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.AddRange(numbers);
                break;
            default:
                throw new ArgumentException($"an attribute cannot hold a {value.GetType().Name}", nameof(value));
        }

        return attribute;
    }
}
