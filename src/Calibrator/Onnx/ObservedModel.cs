using Google.Protobuf;
using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx;

/// <summary>A model file with internal tensors made outputs, so that they can be observed.</summary>
static class ObservedModel
{
    /// <summary>
    /// The bytes of the model's file with these tensors among its outputs. Protobuf defines that concatenated encodings of a message merge (repeated
    /// fields append), so the file's own bytes stay as they are and a message that holds only the outputs follows them.
    /// External data stays where it is: relative to the folder of the file.
    /// </summary>
    /// <exception cref="UserError">The file can no longer be read.</exception>
    public static byte[] WithOutputs(OnnxModel model, IEnumerable<string> tensors)
    {
        var addition = new ModelProto { Graph = new GraphProto() };
        var own = model.Proto.Graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        addition.Graph.Output.AddRange(tensors.Where(name => !own.Contains(name)).Select(name => new ValueInfoProto { Name = name }));
        try
        {
            return [.. File.ReadAllBytes(model.Path), .. addition.ToByteArray()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{model.Path}: the file can no longer be read ({error.Message.TrimEnd('.')}).", error);
        }
    }
}
