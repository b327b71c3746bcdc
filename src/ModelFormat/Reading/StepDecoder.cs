using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Turns one element of "steps" into a <see cref="Step"/>, chosen by its member "kind".</summary>
/// <param name="version">Of the file: a member that a later version added is not known in it.</param>
sealed class StepDecoder(ErrorList errors, int version)
{
    private static readonly string[] MatrixMembers = ["rows", "depth", "bits", "layout", "certificate", "data"];

    private static readonly string[] Kinds = ["linear", "layerNorm", "rescale", "multiply", "mean", "table", "rearrange"];

    private readonly string[] _kinds = [.. Kinds.Where(kind => kind != "multiply" || version >= FormatWords.MultiplyVersion)];

    public Step Decode(JsonValue value)
    {
        var kind = value.Members().Where(m => m.Name.TextEquals("kind")).Select(m => (JsonValue?)m.Value).FirstOrDefault();
        var subject = ModelDecoder.Subject(value, "step");
        switch (_kinds.FirstOrDefault(word => kind?.TextEquals(word) ?? false))
        {
            case "linear":
                return Linear(Reader("residual", "residualMultiplier", "axis", "groups"));
            case "layerNorm":
                return LayerNorm(Reader("epsilon", "gain", "offset"));
            case "rescale":
                return Rescale(Reader("gain", "offset"));
            case "multiply":
                return Multiply(Reader("factor", "multiplier"));
            case "mean":
                return Mean(Reader("axis", "gain", "offset"));
            case "table":
                return Table(Reader("tables"));
            case "rearrange":
                return Rearrange(Reader("dims", "strides", "offset"));
            default:
                errors.Add(
                    kind ?? value,
                    $"{subject}: the member 'kind' must be one of {string.Join(", ", _kinds.Select(k => $"\"{k}\""))}. "
                    + "If a newer version of qmlp wrote this file, update the QMlp packages of this project to that version.");
                return new TableStep(string.Empty, string.Empty, string.Empty, EquatableArray<ActivationTable>.Empty);
        }

        ObjectReader Reader(params string[] members) =>
            new(value, subject, errors, [.. new[] { "kind", "name", "input", "output" }, .. members]);
    }

    private static int Axis(ObjectReader reader) => reader.Integer("axis", 0, ModelLimits.Rank - 1);

    private LinearStep Linear(ObjectReader reader) =>
        new(
            reader.Text("name"),
            reader.Text("input"),
            reader.OptionalText("residual"),
            reader.OptionalSingle("residualMultiplier"),
            reader.Text("output"),
            Axis(reader),
            reader.Array("groups", 1, ModelLimits.Groups, value => Group(value, reader.Subject)));

    private LinearGroup Group(JsonValue value, string step)
    {
        var reader = new ObjectReader(
            value, $"{step}, a group", errors,
            "columns", "weights", "bias", "multiplier", "columnMultiplier", "zeroPoint", "low", "high", "table");
        return new LinearGroup(
            reader.Integer("columns", 1, ModelLimits.TensorElements),
            reader.Required("weights") is { } weights ? Weights(weights, step) : new WeightMatrix(1, 1, 8, default, 0, default),
            reader.Section("bias"),
            reader.Section("multiplier"),
            reader.OptionalSection("columnMultiplier"),
            reader.Integer("zeroPoint", 0, byte.MaxValue),
            reader.Integer("low", short.MinValue, short.MaxValue),
            reader.Integer("high", short.MinValue, short.MaxValue),
            reader.Optional("table") is { } table ? ActivationTable(table, step) : null);
    }

    private WeightMatrix Weights(JsonValue value, string step)
    {
        var mayHaveGroups = version >= FormatWords.ScaleGroupsVersion;
        var reader = new ObjectReader(
            value, $"{step}, the weights of a group", errors, mayHaveGroups ? [.. MatrixMembers, "scaleGroups"] : MatrixMembers);
        return new WeightMatrix(
            reader.Integer("rows", 1, ModelLimits.TensorElements),
            reader.Integer("depth", 1, ModelLimits.TensorElements),
            reader.Integer("bits", 4, 8),
            reader.Word("layout", FormatWords.WeightLayouts),
            reader.Integer("certificate", 0, 8),
            reader.Section("data"),
            mayHaveGroups && reader.Optional("scaleGroups") is { } groups ? ScaleGroups(groups, step) : null);
    }

    private ScaleGroups ScaleGroups(JsonValue value, string step)
    {
        var reader = new ObjectReader(value, $"{step}, the scale groups of weights", errors, "size", "multipliers");
        return new ScaleGroups(reader.Integer("size", GroupMultipliers.SizeMultiple, ModelLimits.TensorElements), reader.Section("multipliers"));
    }

    private static LayerNormStep LayerNorm(ObjectReader reader) =>
        new(
            reader.Text("name"),
            reader.Text("input"),
            reader.Text("output"),
            reader.Double("epsilon"),
            reader.Section("gain"),
            reader.Section("offset"));

    private static RescaleStep Rescale(ObjectReader reader) =>
        new(reader.Text("name"), reader.Text("input"), reader.Text("output"), reader.Section("gain"), reader.Section("offset"));

    private static MultiplyStep Multiply(ObjectReader reader) =>
        new(reader.Text("name"), reader.Text("input"), reader.Text("factor"), reader.Text("output"), reader.Single("multiplier"));

    private static MeanStep Mean(ObjectReader reader) =>
        new(
            reader.Text("name"),
            reader.Text("input"),
            reader.Text("output"),
            Axis(reader),
            reader.Section("gain"),
            reader.Section("offset"));

    private TableStep Table(ObjectReader reader) =>
        new(
            reader.Text("name"),
            reader.Text("input"),
            reader.Text("output"),
            reader.Array("tables", 1, ModelLimits.Groups, table => ActivationTable(table, reader.Subject)));

    private ActivationTable ActivationTable(JsonValue value, string step)
    {
        var reader = new ObjectReader(value, $"{step}, a table", errors, "function", "inputScale", "data");
        return new ActivationTable(reader.Section("data"), reader.Text("function"), reader.Single("inputScale"));
    }

    private static RearrangeStep Rearrange(ObjectReader reader) =>
        new(
            reader.Text("name"),
            reader.Text("input"),
            reader.Text("output"),
            reader.Integers("dims", 1, ModelLimits.TensorElements, ModelLimits.RearrangeRank),
            reader.Integers("strides", -ModelLimits.TensorElements, ModelLimits.TensorElements, ModelLimits.RearrangeRank),
            reader.Integer("offset", 0, ModelLimits.TensorElements));
}
