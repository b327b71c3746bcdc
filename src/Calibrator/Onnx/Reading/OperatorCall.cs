using System.Globalization;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>One ONNX node as the code that reads it sees it: inputs, attributes with defaults, results, and a way to refuse it by name.</summary>
sealed class OperatorCall(GraphReader reader, NodeProto proto)
{
    /// <summary>Quantizer of the integers that the node moves without looking at them; its results are such integers as well.</summary>
    private RoundingFunction? _codes;

    public string Type => proto.OpType;

    public int Opset => reader.Opset;

    public int InputCount { get; } = proto.Input.Count;

    /// <summary>The batch that the model insists on, or 1.</summary>
    public int Samples => reader.Samples;

    public int OutputCount => proto.Output.Count;

    /// <summary>The input, or null where it is left out.</summary>
    public Datum? Input(int index)
    {
        if (index >= proto.Input.Count || proto.Input[index].Length == 0)
        {
            return null;
        }

        var datum = reader.Lookup(proto.Input[index], this);
        if (datum.Codes is { } codes)
        {
            Carry(codes);
        }

        return datum;
    }

    public Datum Required(int index) => Input(index) ?? throw Refuse($"lacks its input {index}", "the file is damaged");

    /// <summary>An input that must be an activation.</summary>
    public Value Activation(int index) =>
        Required(index).Value ?? throw Refuse($"has a constant as input {index}", "only its other inputs may be constants");

    /// <summary>An input that must be a constant.</summary>
    public ConstantTensor Constant(int index, string role) =>
        Required(index).Constant ?? throw Refuse($"takes {role} from an activation", $"{role} must be constant");

    /// <summary>An optional input of integers, or the attribute that held them in older opsets; null where there is neither.</summary>
    public long[]? IntegersFrom(int input, string attribute)
    {
        if (Input(input) is null)
        {
            return Integers(attribute);
        }

        var constant = Constant(input, attribute);
        return constant.Kind == ElementKind.Integer ? constant.Integers : throw Refuse($"has {attribute} that are no integers", "the file is damaged");
    }

    public long Integer(string name, long otherwise) => Attribute(name)?.I ?? otherwise;

    public float Number(string name, float otherwise) => Attribute(name)?.F ?? otherwise;

    public long[]? Integers(string name) => Attribute(name) is { } attribute ? [.. attribute.Ints] : null;

    public float[]? Numbers(string name) => Attribute(name) is { } attribute ? [.. attribute.Floats] : null;

    public string Text(string name, string otherwise) => Attribute(name)?.S.ToStringUtf8() ?? otherwise;

    public ConstantTensor? Tensor(string name) => Attribute(name)?.T is { } tensor ? reader.Decode(tensor) : null;

    public bool Has(string attribute) => Attribute(attribute) is not null;

    /// <summary>An axis given from the front or, negative, from the back.</summary>
    public int Axis(long axis, int rank)
    {
        var normal = axis < 0 ? axis + rank : axis;
        return normal >= 0 && normal < rank ? (int)normal : throw Refuse($"names axis {axis} of a tensor with {rank} axes", "the file is damaged");
    }

    /// <summary>The axis of a value along which the samples of a fixed batch lie.</summary>
    public int BatchAxis(Value value) => reader.BatchAxis(value);

    /// <summary>The shape of a value in the model as it stands, with all the samples that it insists on.</summary>
    public Shape WholeBatch(Value value)
    {
        var axis = BatchAxis(value);
        return Samples > 1 ? CheckSize(value.Shape.With(axis, value.Shape[axis] * Samples)) : value.Shape;
    }

    /// <summary>Says what an output is, when it needs no node of its own.</summary>
    public void Return(Datum result, int output = 0)
    {
        if (output < proto.Output.Count && proto.Output[output].Length > 0)
        {
            reader.Define(proto.Output[output], _codes is null ? result : result with { Codes = _codes });
        }
    }

    /// <summary>Defines the integers that a quantizer makes of a value.</summary>
    public void ReturnCodes(Value value, RoundingFunction quantizer) => reader.Define(proto.Output[0], new Datum(value, null, quantizer));

    /// <summary>The value rounded by a quantizer; one node, however many ONNX nodes ask for it.</summary>
    public void ReturnRounded(Value value, RoundingFunction quantizer)
    {
        if (reader.Rounded(value, quantizer) is { } known)
        {
            Return(known);
            return;
        }

        var result = Result(value.Shape);
        Emit(new ActivationNode(LayerName(), value, [quantizer], result));
        reader.Remember(value, quantizer, result);
    }

    /// <summary>A new activation under the name of an output.</summary>
    public Value Result(Shape shape, int output = 0)
    {
        var name = output < proto.Output.Count && proto.Output[output].Length > 0 ? proto.Output[output] : $"{proto.Output[0]}:{output}";

        // Integers in the original model: their real values stand in no tensor of it.
        return new Value(name, CheckSize(shape), _codes is null ? Origin.Of(name, shape) : null);
    }

    /// <summary>An activation between the canonical nodes that one ONNX node becomes; the original model has no tensor for it.</summary>
    public Value Intermediate(Shape shape, string what) => new($"{proto.Output[0]}:{what}", CheckSize(shape), null);

    public Shape CheckSize(Shape shape)
    {
        long length = 1;
        foreach (var dim in shape.Dims)
        {
            if (dim < 1 || (length *= dim) > GraphReader.MostElements)
            {
                throw Refuse($"makes a tensor of shape {shape}", "networks are compiled for tensors of 1 to 67108864 elements");
            }
        }

        return shape;
    }

    /// <summary>Constants made by repetition may be empty, but not huge.</summary>
    public void CheckConstantSize(Shape shape)
    {
        long length = 1;
        foreach (var dim in shape.Dims)
        {
            if ((length *= dim) > GraphReader.MostConstantElements)
            {
                throw Refuse($"makes a constant of shape {shape}", "the file is damaged");
            }
        }
    }

    /// <summary>Adds a node and, when it makes one of the ONNX node's outputs, defines that.</summary>
    public void Emit(Node node)
    {
        reader.Emit(node, this);
        var output = proto.Output.IndexOf(node.Output.Name);
        if (output >= 0)
        {
            Return(node.Output, output);
        }
    }

    /// <summary>Name for a canonical node, after the layer that the exporter names, or the parameters that it reads.</summary>
    public string LayerName(params string?[] parameters) => LayerNames.Choose(proto, parameters);

    /// <summary>
    /// Nothing can be computed with a weight that is not a number; an infinity bounds a Clip and masks a sum, but multiplies nothing.
    /// </summary>
    public void RequireNumbers(ConstantTensor constant, string name)
    {
        if (!constant.IsFloat)
        {
            return;
        }

        var multiplies = Type is "MatMul" or "Gemm" or "Conv" or "LayerNormalization" or "BatchNormalization";
        var place = Array.FindIndex(constant.Floats, value => float.IsNaN(value) || (multiplies && float.IsInfinity(value)));
        if (place >= 0)
        {
            throw Refuse(
                $"has {constant.Floats[place].ToString(CultureInfo.InvariantCulture)} as element {place} of its constant '{name}' {constant.Shape}",
                "the weights are damaged, or the training diverged");
        }
    }

    /// <summary>The error that refuses this node.</summary>
    /// <param name="reason">Continues "operator T (node N) ...".</param>
    public UnsupportedModel Refuse(string reason, string remedy, Exception? cause = null) => new(
        reader.FileName,
        [
            new Refusal(
                $"operator {proto.OpType} {reason}", remedy, [proto.Name.Length > 0 ? proto.Name : proto.Output.FirstOrDefault() ?? ""], Shapes(),
                $"{reader.FileName}: operator {proto.OpType} ({Label}) {reason}; {remedy}."),
        ],
        cause: cause);

    public string Label => proto.Name.Length > 0 ? $"node '{proto.Name}'" : $"the node that makes '{proto.Output.FirstOrDefault()}'";

    /// <summary>Shapes of the inputs and outputs, as far as they are known.</summary>
    private string Shapes() => string.Join(
        " -> ",
        ((IEnumerable<string>[])[proto.Input, proto.Output])
            .Select(names => string.Join(", ", names.Where(name => name.Length > 0).Select(reader.ShapeText))));

    private void Carry(RoundingFunction codes)
    {
        switch (Type)
        {
            case "DequantizeLinear":
                break;
            case "Gather" when reader.Lookup(proto.Input[0], this).Constant is not null:
                break;
            case "Identity" or "Cast" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Transpose" or "Slice" or "Split" or "Concat" or "Gather"
                when _codes is null || _codes == codes:
                _codes = codes;
                break;
            default:
                throw Refuse("computes with the integers of a QuantizeLinear", "DequantizeLinear has to come first; export the model in QDQ form");
        }
    }

    private AttributeProto? Attribute(string name) => proto.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
