using System.Numerics;
using System.Runtime.InteropServices;
using QMlp.Calibrator.Onnx.Schema;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>One product with its weights and bias, as a Gemm between dequantized operands or as MatMulNBits.</summary>
static class WeightExport
{
    /// <summary>Block of MatMulNBits along K where rows have one scale: the larger of the two that its integer kernels are tuned for.</summary>
    private const int BlockSize = 128;

    /// <summary>Blocks of MatMulNBits are powers of two from this on.</summary>
    private const int LeastBlockSize = 16;

    /// <summary>x [M, K] times the group's weights, plus bias, in real units.</summary>
    /// <param name="outputScale">Scale that the group's multipliers divide by.</param>
    public static string Product(ExportContext context, string name, string x, LinearGroup group, Quantizer input, float outputScale)
    {
        var matrix = group.Weights;
        var weights = matrix.Effective(context.Model.Weights.Bytes);
        var multipliers = context.Floats(group.Multiplier);
        var scales = new float[matrix.Rows];
        var bias = context.Ints(group.Bias).ToArray();
        for (var n = 0; n < matrix.Rows; n++)
        {
            scales[n] = (float)((double)multipliers[n] * outputScale / input.Scale);

            // The input's zero point is folded into the stored bias; DequantizeLinear takes it off the activations instead.
            foreach (var weight in weights.AsSpan(n * matrix.Depth, matrix.Depth))
            {
                bias[n] += input.ZeroPoint * weight;
            }
        }

        return context.Format == ExportFormat.OnnxQdq
            ? Gemm(context, name, x, matrix, weights, scales, bias, input.Scale)
            : MatMulNBits(context, name, x, matrix, scales, bias, input.Scale);
    }

    private static string Gemm(ExportContext context, string name, string x, WeightMatrix matrix, sbyte[] weights, float[] scales, int[] bias, float inputScale)
    {
        var graph = context.Graph;
        var (rows, depth) = (matrix.Rows, matrix.Depth);
        var transposed = new sbyte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            transposed[(i % depth * rows) + (i / depth)] = weights[i];
        }

        // Weights in groups are 8-bit integers once they are multiplied, and only such products run as integers in ONNX Runtime.
        var bits = matrix.ScaleGroups is null ? matrix.Bits : 8;
        var w = bits == 8
            ? graph.Initializer($"{name}/weight", TensorProto.Types.DataType.Int8, MemoryMarshal.AsBytes<sbyte>(transposed), depth, rows)
            : graph.Initializer($"{name}/weight", TensorProto.Types.DataType.Int4, Nibbles(transposed), depth, rows);
        // ONNX Runtime fuses a product only where the zero points of its constants are spelt out, zeros though they are.
        var type = bits == 8 ? TensorProto.Types.DataType.Int8 : TensorProto.Types.DataType.Int4;
        var zeros = graph.Initializer($"{name}/weight/zero_point", type, new byte[bits == 8 ? rows : (rows + 1) / 2], rows);
        w = graph.Node("DequantizeLinear", $"{name}/weight/real", [w, graph.Floats($"{name}/weight/scale", scales, rows), zeros], ("axis", 1));
        var b = graph.Initializer($"{name}/bias", TensorProto.Types.DataType.Int32, MemoryMarshal.AsBytes<int>(bias), rows);
        var biasZeros = graph.Initializer($"{name}/bias/zero_point", TensorProto.Types.DataType.Int32, new byte[4 * rows], rows);
        var biasScales = graph.Floats($"{name}/bias/scale", [.. scales.Select(scale => scale * inputScale)], rows);
        b = graph.Node("DequantizeLinear", $"{name}/bias/real", [b, biasScales, biasZeros], ("axis", 0));
        return graph.Node("Gemm", $"{name}/product", [x, w, b]);
    }

    private static string MatMulNBits(ExportContext context, string name, string x, WeightMatrix matrix, float[] scales, int[] bias, float inputScale)
    {
        if (matrix.Bits != 4)
        {
            throw new UserError(
                $"The step '{name}' has {matrix.Bits}-bit weights; MatMulNBits holds 4-bit ones. Calibrate with --weights 4, or export as onnx-qdq.");
        }

        var graph = context.Graph;
        var (rows, depth) = (matrix.Rows, matrix.Depth);
        var block = matrix.ScaleGroups?.Size ?? BlockSize;
        if (block < LeastBlockSize || !BitOperations.IsPow2(block))
        {
            throw new UserError(
                $"The step '{name}' has scales for groups of {block} weights; blocks of MatMulNBits are powers of two from {LeastBlockSize} on. "
                + "Calibrate with --weight-groups 64, or export as onnx-qdq.");
        }

        var weights = matrix.Stored(context.Model.Weights.Bytes);
        var blocks = (depth + block - 1) / block;
        var packed = new byte[rows * blocks * block / 2];
        Array.Fill(packed, (byte)0x88); // a stored 8 is zero
        for (var n = 0; n < rows; n++)
        {
            for (var k = 0; k < depth; k++)
            {
                ref var pair = ref packed[((n * blocks * block) + k) / 2];
                var stored = weights[(n * depth) + k] + 8;
                pair = (byte)(k % 2 == 0 ? (pair & 0xF0) | stored : (pair & 0x0F) | (stored << 4));
            }
        }

        var w = graph.Initializer($"{name}/weight", TensorProto.Types.DataType.Uint8, packed, rows, blocks, block / 2);
        var s = graph.Floats($"{name}/weight/scale", BlockScales(context, matrix, scales, blocks), rows * blocks);
        graph.Node(
            "MatMulNBits", [$"{name}/matmul"], [x, w, s], "com.microsoft",
            ("K", depth), ("N", rows), ("bits", 4), ("block_size", block), ("accuracy_level", 4));
        float[] shift = [.. bias.Select((value, n) => value * scales[n] * inputScale)];
        return graph.Node("Add", $"{name}/product", [$"{name}/matmul", graph.Floats($"{name}/bias", shift, rows)]);
    }

    /// <summary>A scale for each block of each row.</summary>
    private static float[] BlockScales(ExportContext context, WeightMatrix matrix, float[] scales, int blocks)
    {
        if (matrix.ScaleGroups is not { } groups)
        {
            return [.. scales.SelectMany(scale => Enumerable.Repeat(scale, blocks))];
        }

        var multipliers = context.Model.Weights.Span(groups.Multipliers);
        var products = new float[matrix.Rows * blocks];
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = scales[i / blocks] * GroupMultipliers.At(multipliers, i / blocks, i % blocks, matrix.Depth, groups.Size);
        }

        return products;
    }

    /// <summary>Two values a byte in the order of the elements, the first in the low half.</summary>
    private static byte[] Nibbles(sbyte[] values)
    {
        var packed = new byte[(values.Length + 1) / 2];
        for (var i = 0; i < values.Length; i++)
        {
            packed[i / 2] |= (byte)((values[i] & 0xF) << (i % 2 * 4));
        }

        return packed;
    }
}
