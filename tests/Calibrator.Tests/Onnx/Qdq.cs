using System.Runtime.InteropServices;
using QMlp.Calibrator.Onnx;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>QuantizeLinear and DequantizeLinear as the usual tools write them.</summary>
static class Qdq
{
    /// <summary>An activation rounded by a quantizer: a pair of nodes.</summary>
    public static string Round(this OnnxModelBuilder b, string name, string x, float scale, int zeroPoint, DataType type = DataType.Uint8)
    {
        var codes = b.Quantize(name, x, scale, zeroPoint, type);
        return b.Node("DequantizeLinear", name, [codes, $"{name}/scale", $"{name}/zero"]);
    }

    /// <summary>The first half of the pair: integers.</summary>
    public static string Quantize(this OnnxModelBuilder b, string name, string x, float scale, int zeroPoint, DataType type = DataType.Uint8)
    {
        var s = b.Floats($"{name}/scale", [scale]);
        var z = b.Integers($"{name}/zero", type, [zeroPoint]);
        return b.Node("QuantizeLinear", $"{name}/codes", [x, s, z]);
    }

    /// <summary>A dequantized constant with one scale for each index of an axis, or one for all.</summary>
    public static string Dequantized(
        this OnnxModelBuilder b, string name, int[] codes, int[] dims, float[] scales, int[] zeroPoints, int axis, DataType type = DataType.Int8)
    {
        int[] extents = scales.Length == 1 ? [] : [scales.Length];
        return b.Node(
            "DequantizeLinear", name,
            [b.Integers($"{name}/codes", type, codes, dims), b.Floats($"{name}/scale", scales, extents), b.Integers($"{name}/zero", type, zeroPoints, extents)],
            ("axis", axis));
    }

    /// <summary>An initializer of integers of 4, 8, 16 or 32 bits.</summary>
    public static string Integers(this OnnxModelBuilder b, string name, DataType type, int[] values, params int[] dims)
    {
        byte[] bytes = type switch
        {
            DataType.Int32 => MemoryMarshal.AsBytes<int>(values).ToArray(),
            DataType.Int16 or DataType.Uint16 => [.. values.SelectMany(value => BitConverter.GetBytes((short)value))],
            DataType.Int4 or DataType.Uint4 => [.. values.Chunk(2).Select(pair => (byte)((pair[0] & 15) | (pair.ElementAtOrDefault(1) << 4)))],
            _ => [.. values.Select(value => (byte)value)],
        };
        return b.Initializer(name, type, bytes, dims);
    }

    /// <summary>Integers in [least, most], the same on every run.</summary>
    public static int[] Random(int seed, int count, int least, int most)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(least, most + 1))];
    }
}
