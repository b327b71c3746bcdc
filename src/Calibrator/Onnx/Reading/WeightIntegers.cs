using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>The integers behind dequantized weights, as a matrix with one scale for each output.</summary>
static class WeightIntegers
{
    /// <summary>Null where the weights are float in the model.</summary>
    /// <param name="index">Place of weight [n, k] in the constant.</param>
    /// <param name="factor">What the operator multiplies all weights with.</param>
    /// <exception cref="UserError">The integers cannot be kept as they are.</exception>
    public static IntegerWeights? Read(OperatorCall call, ConstantTensor weights, int rows, int depth, Func<int, int, int> index, float factor = 1)
    {
        if (weights.Quantized is not { } quantized)
        {
            return null;
        }

        var (values, scales) = (new sbyte[rows * depth], new float[rows]);
        var (least, most) = (0, 0);
        for (var n = 0; n < rows; n++)
        {
            scales[n] = quantized.Scales[index(n, 0)];
            for (var k = 0; k < depth; k++)
            {
                var i = index(n, k);
                if (quantized.Scales[i] != scales[n])
                {
                    throw call.Refuse(
                        "has quantized weights whose scale changes along the inputs of an output",
                        "one scale for each output (the axis of its features), or one for all, would work");
                }

                (least, most) = (Math.Min(least, quantized.Codes[i]), Math.Max(most, quantized.Codes[i]));
                values[(n * depth) + k] = unchecked((sbyte)quantized.Codes[i]);
            }

            scales[n] *= factor;
        }

        if (least < sbyte.MinValue || most > sbyte.MaxValue)
        {
            throw call.Refuse(
                $"has quantized weights from {least} to {most} once their zero point is taken off",
                "weights need 8 bits, -128 to 127; quantize them symmetrically (zero point 0, or 128 for uint8)");
        }

        return new IntegerWeights(values, scales, quantized.Bits == 4 && least >= -8 && most <= 7 ? 4 : 8);
    }
}
