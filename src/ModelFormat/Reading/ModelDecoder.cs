using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Turns a parsed text into records. What a single value may be is checked here; how values fit together is <c>Validation</c>'s.</summary>
sealed class ModelDecoder(ErrorList errors)
{
    private static readonly string[] Members =
        ["format", "version", "name", "provenance", "transformations", "input", "tensors", "steps", "output", "golden", "weights", TextChecksum.MemberName];

    /// <summary>The whole model; meaningless when an error was reported.</summary>
    public QuantizedModel Decode(JsonValue root)
    {
        var reader = new ObjectReader(root, "the model", errors, Members);
        var steps = new StepDecoder(errors, reader.Integer("version", FormatWords.OldestVersion, FormatWords.Version));
        return new QuantizedModel(
            reader.Text("name"),
            reader.Required("provenance") is { } provenance ? new ProvenanceDecoder(errors).Decode(provenance) : null!,
            reader.Required("input") is { } input ? DecodeInput(input) : null!,
            reader.Array("tensors", 1, ModelLimits.Steps + 1, DecodeTensor),
            reader.Array("steps", 1, ModelLimits.Steps, steps.Decode),
            reader.Text("output"),
            reader.Array("golden", 0, ModelLimits.GoldenVectors, DecodeGolden),
            reader.Required("weights") is { } weights ? new WeightStoreDecoder(errors).Decode(weights) : null!)
        {
            Transformations = reader.Array("transformations", 0, ModelLimits.Steps, new TransformationDecoder(errors).Decode),
        };
    }

    /// <summary>How sentences name an object: "step 'fc1'", or "a step" where it has no name.</summary>
    public static string Subject(JsonValue value, string noun)
    {
        foreach (var (name, member) in value.Members())
        {
            if (name.TextEquals("name") && member.Kind == JsonKind.String)
            {
                return $"{noun} {Sentences.Quote(member.DecodeString())}";
            }
        }

        return $"a {noun}";
    }

    private ModelInput DecodeInput(JsonValue value)
    {
        var reader = new ObjectReader(value, "the input", errors, "name", "shape", "tensor", "pixels", "scale", "offset");
        return new ModelInput(
            reader.Text("name"),
            reader.Integers("shape", 1, ModelLimits.TensorElements, ModelLimits.Rank),
            reader.Text("tensor"),
            reader.Word("pixels", FormatWords.PixelLayouts),
            reader.Singles("scale", ModelLimits.SummedAxis),
            reader.Singles("offset", ModelLimits.SummedAxis));
    }

    private TensorInfo DecodeTensor(JsonValue value)
    {
        var reader = new ObjectReader(value, Subject(value, "tensor"), errors, "name", "type", "shape", "quantization");
        return new TensorInfo(
            reader.Text("name"),
            reader.Integers("shape", 1, ModelLimits.TensorElements, ModelLimits.Rank),
            reader.Word("type", FormatWords.ElementTypes),
            reader.Array("quantization", 0, ModelLimits.Groups, quantizer => DecodeQuantizer(quantizer, reader.Subject)));
    }

    private Quantizer DecodeQuantizer(JsonValue value, string tensor)
    {
        var reader = new ObjectReader(value, $"{tensor}, a quantizer", errors, "channels", "scale", "zeroPoint", "min", "max");
        return new Quantizer(
            reader.Integer("channels", 1, ModelLimits.TensorElements),
            reader.Single("scale"),
            reader.Integer("zeroPoint", 0, byte.MaxValue),
            reader.Integer("min", short.MinValue, short.MaxValue),
            reader.Integer("max", short.MinValue, short.MaxValue));
    }

    private GoldenVector DecodeGolden(JsonValue value)
    {
        var reader = new ObjectReader(value, "a golden vector", errors, "input", "output");
        return new GoldenVector(reader.Section("input"), reader.Section("output"));
    }
}
