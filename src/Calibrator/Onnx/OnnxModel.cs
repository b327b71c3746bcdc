using System.Security.Cryptography;
using Google.Protobuf;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx;

/// <summary>A float ONNX model as it stands in its file, with the few facts about it that every later stage asks for.</summary>
sealed class OnnxModel
{
    /// <summary>Opsets whose operators the importer knows. Made for 13 to 21; operator by operator it checks where others differ.</summary>
    private const int OldestOpset = 7, NewestOpset = 26;

    /// <summary>protobuf itself ends at 2 GiB.</summary>
    private const long LargestFile = int.MaxValue;

    private OnnxModel(string path, ModelProto proto, ExternalData external, string sha256)
    {
        Path = path;
        Proto = proto;
        External = external;
        Sha256 = sha256;
    }

    /// <summary>Where the file was read.</summary>
    public string Path { get; }

    /// <summary>File name without its folder, for messages and provenance.</summary>
    public string FileName => External.ModelName;

    public ModelProto Proto { get; }

    public ExternalData External { get; }

    /// <summary>SHA-256 of the file followed by its external data files in order of first use, 64 lower-case hex digits.</summary>
    public string Sha256 { get; }

    /// <summary>Version of the standard operator set.</summary>
    public int Opset { get; private init; }

    public required string InputName { get; init; }

    /// <summary>Shape of one sample; the leading axis is the batch and is 1 here, whatever <see cref="Batch"/> is.</summary>
    public required Shape InputShape { get; init; }

    /// <summary>The tensor that the network computes: an output of the model, or a tensor within it.</summary>
    public required string OutputName { get; init; }

    /// <summary>What of the model lies behind that tensor and is left out, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The nodes that the output depends on, in the order of the file.</summary>
    public IReadOnlyList<NodeProto> Nodes => LiveNodes.Of(OutputName, Proto.Graph);

    /// <summary>Names of the tensors that its nodes make.</summary>
    public IEnumerable<string> MadeTensors => Proto.Graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0).Distinct();

    /// <summary>Extent of the input's batch axis: a number that the model insists on, or null where any will do.</summary>
    public int? Batch { get; private init; }

    /// <summary>Reads and checks a model file. Nothing about its operators is decided here; that is the importer's part.</summary>
    /// <param name="outputNode">The tensor or node that is to be the output; null: the one that is clear.</param>
    /// <exception cref="UserError">The file is missing, damaged, no ONNX model, or not one with a single float input and a clear output.</exception>
    public static OnnxModel Load(string path, string? outputNode = null)
    {
        var external = new ExternalData(path);
        var (proto, sha256) = Parse(path, external);
        var opset = ReadOpset(proto, external.ModelName);
        var signature = Signature.Read(proto.Graph, external.ModelName, outputNode);
        return new OnnxModel(path, proto, external, sha256)
        {
            Opset = opset,
            InputName = signature.InputName,
            InputShape = signature.InputShape,
            OutputName = signature.Output.Tensor,
            Notes = signature.Output.Notes,
            Batch = signature.Batch,
        };
    }

    private static (ModelProto Proto, string Sha256) Parse(string path, ExternalData external)
    {
        ModelProto proto;
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                throw new UserError($"{external.ModelName}: the file is larger than 2 GiB; save the model with external data.");
            }

            bytes = File.ReadAllBytes(path);
            proto = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new UserError($"{external.ModelName}: this is not an ONNX model, or the file is damaged.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserError(
                File.Exists(path) ? $"{path}: the file cannot be read ({error.Message})." : $"{path}: there is no such file.", error);
        }

        if (proto.Graph is null || proto.Graph.Output.Count == 0)
        {
            throw new UserError($"{external.ModelName}: this is not an ONNX model, or the file is damaged: it holds no graph with an output.");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        external.AppendTo(hash, proto.Graph);
        return (proto, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static int ReadOpset(ModelProto proto, string modelName)
    {
        var version = proto.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")?.Version ?? 0;
        return version is >= OldestOpset and <= NewestOpset
            ? (int)version
            : throw new UserError(
                $"{modelName}: the model uses ONNX opset {version}; QMlp reads opset {OldestOpset} to {NewestOpset}, "
                    + "so export it again with opset_version=17.");
    }
}
