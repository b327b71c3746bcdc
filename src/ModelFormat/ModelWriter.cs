using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;
using static QMlp.ModelFormat.Writing.JsonLines;

namespace QMlp.ModelFormat;

/// <summary>
/// Writes a model as the text of a <c>.qmlp</c> file. Order and form are fixed: equal models give equal texts, and a change of a
/// model changes as few lines as it can.
/// </summary>
static class ModelWriter
{
    /// <exception cref="ArgumentException">The model breaks a rule of the format, which the message states, or is too large.</exception>
    public static string Write(QuantizedModel model)
    {
        if (ModelValidator.Validate(model) is { Count: > 0 } violations)
        {
            throw new ArgumentException($"The model cannot be written: {violations[0].Message} ({violations[0].Path})", nameof(model));
        }

        var text = Text(model);
        return text.Length <= ModelLimits.TextCharacters
            ? text
            : throw new ArgumentException(
                $"The model's text has {text.Length} characters, at most {ModelLimits.TextCharacters} are allowed.", nameof(model));
    }

    /// <summary>The text of any model, whether it obeys the rules or not: what the reader does with a wrong one can so be seen.</summary>
    public static string Text(QuantizedModel model)
    {
        var lines = new JsonLines();
        lines.Block("{", "}", () =>
        {
            WriteMembers(lines, model);
            var covered = lines.ToString();
            lines.Line(Members((TextChecksum.MemberName, Quote(TextChecksum.Of(covered, covered.Length)))));
        });
        return lines + "\n";
    }

    private static void WriteMembers(JsonLines lines, QuantizedModel model)
    {
        lines.Line(Members(("format", Quote(FormatWords.Format)), ("version", FormatWords.VersionOf(model).Text())));
        lines.Line(Members(("name", Quote(model.Name))));
        ProvenanceWriter.Write(lines, model.Provenance);
        lines.Array("transformations", model.Transformations, made => lines.Line(TransformationKinds.Of(made).Text(made)));
        WriteInput(lines, model.Input);
        lines.Array("tensors", model.Tensors, tensor => WriteTensor(lines, tensor));
        lines.Array("steps", model.Steps, step => StepKinds.Of(step).Write(step, lines));
        lines.Line(Members(("output", Quote(model.Output))));
        lines.Array("golden", model.Golden, golden => lines.Line(Object(("input", golden.Input.Text()), ("output", golden.Output.Text()))));
        WriteWeights(lines, model.Weights);
    }

    private static void WriteInput(JsonLines lines, ModelInput input) => lines.Block(Quote("input") + ": {", "}", () =>
    {
        lines.Line(Members(("name", Quote(input.Name)), ("shape", input.Shape.Text())));
        lines.Line(Members(("tensor", Quote(input.Tensor)), ("pixels", Quote(FormatWords.PixelLayouts.Of(input.Pixels)))));
        lines.Line(Members(("scale", input.Scale.Text())));
        lines.Line(Members(("offset", input.Offset.Text())));
    });

    private static void WriteTensor(JsonLines lines, TensorInfo tensor)
    {
        var head = Members(
            ("name", Quote(tensor.Name)),
            ("type", Quote(FormatWords.ElementTypes.Of(tensor.Type))),
            ("shape", tensor.Shape.Text()));

        // The one quantizer that nearly every tensor has stays on its line; several get a line each.
        if (tensor.Quantization.Count <= 1)
        {
            lines.Line($"{{ {head}, {Members(("quantization", Array(tensor.Quantization.Select(WriteQuantizer))))} }}");
        }
        else
        {
            lines.Block("{ " + head + ", " + Quote("quantization") + ": [", "] }", () =>
            {
                foreach (var quantizer in tensor.Quantization)
                {
                    lines.Line(WriteQuantizer(quantizer));
                }
            });
        }
    }

    private static string WriteQuantizer(Quantizer quantizer) => Object(
        ("channels", quantizer.Channels.Text()),
        ("scale", quantizer.Scale.Text()),
        ("zeroPoint", quantizer.ZeroPoint.Text()),
        ("min", quantizer.Min.Text()),
        ("max", quantizer.Max.Text()));

    private static void WriteWeights(JsonLines lines, WeightStore weights) => lines.Block(Quote("weights") + ": {", "}", () =>
    {
        lines.Line(Members(("storage", Quote(FormatWords.WeightStorages.Of(weights.Storage))), ("length", weights.Length.Text())));
        lines.Line(Members(("sha256", Quote(weights.Sha256))));
        if (weights.SidecarSha256 is { } sidecar)
        {
            lines.Line(Members(("sidecarSha256", Quote(sidecar))));
        }

        if (weights.Storage == WeightStorage.Inline)
        {
            lines.Array("base64", Base64.EncodeLines(weights.Bytes!), line => lines.Line(Quote(line)));
        }
    });
}
