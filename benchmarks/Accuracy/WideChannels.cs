using System.Runtime.InteropServices;
using Google.Protobuf;
using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Accuracy;

/// <summary>
/// Makes a network whose activations are hard to quantize out of a benign one, without changing what it computes: a few channels of each
/// norm that only linear layers read are scaled up, and the weights that read those channels are scaled down. Trained networks with such
/// channels exist; these are made, so that the float accuracy is known to be the same.
/// </summary>
static class WideChannels
{
    /// <summary>About 30; a power of two, so that every float is scaled without rounding and the float network gives the same bits.</summary>
    public const float Factor = 32;

    /// <summary>Channels of each norm.</summary>
    public const int Channels = 3;

    /// <summary>Bytes of the changed model.</summary>
    /// <returns>The number of norms that were changed, and the model.</returns>
    public static (int Norms, byte[] Model) Apply(byte[] onnx)
    {
        var model = ModelProto.Parser.ParseFrom(onnx);
        var graph = model.Graph;
        var norms = 0;
        foreach (var norm in graph.Node.Where(node => node.OpType == "LayerNormalization" && node.Input.Count == 3))
        {
            var readers = graph.Node.Where(node => node.Input.Contains(norm.Output[0])).ToList();
            if (readers.Count != 1 || readers[0] is not { OpType: "MatMul" } product || product.Input[0] != norm.Output[0]
                || Find(graph, product.Input[1]) is not { } weights
                || Find(graph, norm.Input[1]) is not { } gain
                || Find(graph, norm.Input[2]) is not { } shift)
            {
                continue;
            }

            norms++;
            var (channels, outputs) = ((int)weights.Dims[0], (int)weights.Dims[1]);
            foreach (var channel in Widest(gain, channels))
            {
                Scale(gain, channel, 1, Factor);
                Scale(shift, channel, 1, Factor);
                Scale(weights, channel * outputs, outputs, 1 / Factor);
            }
        }

        return (norms, model.ToByteArray());
    }

    /// <summary>The channels of the largest gains: those that reach farthest already.</summary>
    private static IEnumerable<int> Widest(TensorProto gain, int channels)
    {
        var gains = MemoryMarshal.Cast<byte, float>(gain.RawData.ToByteArray().AsSpan()).ToArray();
        return Enumerable.Range(0, channels).OrderByDescending(channel => Math.Abs(gains[channel])).Take(Channels);
    }

    private static TensorProto? Find(GraphProto graph, string name) =>
        graph.Initializer.FirstOrDefault(tensor => tensor.Name == name && tensor.DataType == (int)TensorProto.Types.DataType.Float && !tensor.RawData.IsEmpty);

    private static void Scale(TensorProto tensor, int first, int count, float factor)
    {
        var bytes = tensor.RawData.ToByteArray();
        foreach (ref var value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan()).Slice(first, count))
        {
            value *= factor;
        }

        tensor.RawData = ByteString.CopyFrom(bytes);
    }
}
