namespace QMlp.Calibrator.Graph;

/// <summary>Quantized weights of the original model: weight[n, k] = Scales[n] * Values[n, k]. They are kept as they are.</summary>
/// <param name="Values">[N, K], row-major, zero points already taken off.</param>
/// <param name="Scales">[N], above zero; below it only where a negative layer scale was folded into a row that holds -128.</param>
/// <param name="Bits">8 or 4.</param>
sealed record IntegerWeights(sbyte[] Values, float[] Scales, int Bits)
{
    public int Depth => Values.Length / Scales.Length;

    /// <summary>The weights with row n multiplied by <paramref name="factors"/>[n], which changes scales and signs alone.</summary>
    public IntegerWeights ScaleRows(IReadOnlyList<float> factors)
    {
        var (values, scales) = ((sbyte[])Values.Clone(), (float[])Scales.Clone());
        for (var n = 0; n < scales.Length; n++)
        {
            var row = values.AsSpan(n * Depth, Depth);
            if (factors[n] == 0)
            {
                // A row that counts for nothing keeps its scale, which must not be zero.
                row.Clear();
                continue;
            }

            scales[n] *= factors[n];
            if (scales[n] > 0 || row.Contains(sbyte.MinValue))
            {
                continue;
            }

            scales[n] = -scales[n];
            for (var k = 0; k < row.Length; k++)
            {
                row[k] = (sbyte)-row[k];
            }
        }

        return this with { Values = values, Scales = scales };
    }

    /// <summary>Rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1.</summary>
    public IntegerWeights CutRows(int start, int count) =>
        this with { Values = Values[(start * Depth)..((start + count) * Depth)], Scales = Scales[start..(start + count)] };

    /// <summary>The weights with their inputs in another order: input k of the result is input order[k] of these.</summary>
    public IntegerWeights ReorderInputs(Func<int, int> order)
    {
        var values = new sbyte[Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Values[(i / Depth * Depth) + order(i % Depth)];
        }

        return this with { Values = values };
    }
}
