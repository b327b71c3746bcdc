using System.Runtime.Intrinsics;

namespace QMlp.Calibrator.Graph;

/// <summary>
/// Matrix products of the float network; the only part of it whose speed matters. Vectors of one width on every machine, so that sums
/// have one order and results do not depend on the processor.
/// </summary>
static class LinearExecutor
{
    public static void Run(LinearNode node, float[] x, float[] y)
    {
        var shape = node.Input.Shape;
        int outer = shape.Outer(node.Axis), inner = shape.Inner(node.Axis);
        for (var o = 0; o < outer; o++)
        {
            var column = 0;
            foreach (var group in node.Groups)
            {
                var source = x.AsSpan(o * group.Depth * inner, group.Depth * inner);
                var target = y.AsSpan(o * group.Rows * inner, group.Rows * inner);
                if (inner == 1)
                {
                    MixLastAxis(group, source, target);
                }
                else
                {
                    MixEarlierAxis(group, source, target, inner, column, node.Groups.Count == 1 ? inner : group.Columns);
                }

                column += group.Columns;
            }
        }

        if (node.Groups.Any(group => group.ColumnScale is not null))
        {
            ScaleColumns(node, y);
        }
    }

    private static void MixLastAxis(LinearWeights w, ReadOnlySpan<float> x, Span<float> y)
    {
        var n = 0;
        for (; n <= w.Rows - 4; n += 4)
        {
            Dot4(w.Weights.AsSpan(n * w.Depth, 4 * w.Depth), w.Bias.AsSpan(n, 4), x, y.Slice(n, 4));
        }

        for (; n < w.Rows; n++)
        {
            y[n] = Dot(w.Weights.AsSpan(n * w.Depth, w.Depth), x) + w.Bias[n];
        }
    }

    /// <summary>Four rows as <see cref="Dot"/> computes each: side by side, because the additions of one wait for each other.</summary>
    private static void Dot4(ReadOnlySpan<float> rows, ReadOnlySpan<float> bias, ReadOnlySpan<float> x, Span<float> y)
    {
        var depth = x.Length;
        ReadOnlySpan<float> row0 = rows[..depth], row1 = rows.Slice(depth, depth), row2 = rows.Slice(2 * depth, depth), row3 = rows.Slice(3 * depth, depth);
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var i = 0;
        for (; i <= depth - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var values = Vector256.Create(x[i..]);
            sum0 += Vector256.Create(row0[i..]) * values;
            sum1 += Vector256.Create(row1[i..]) * values;
            sum2 += Vector256.Create(row2[i..]) * values;
            sum3 += Vector256.Create(row3[i..]) * values;
        }

        y[0] = Finish(sum0, row0, x, i) + bias[0];
        y[1] = Finish(sum1, row1, x, i) + bias[1];
        y[2] = Finish(sum2, row2, x, i) + bias[2];
        y[3] = Finish(sum3, row3, x, i) + bias[3];
    }

    /// <summary>Rows n of y, columns [first, first + count): sums of rows of x.</summary>
    private static void MixEarlierAxis(LinearWeights w, ReadOnlySpan<float> x, Span<float> y, int inner, int first, int count)
    {
        for (var n = 0; n < w.Rows; n++)
        {
            var row = y.Slice((n * inner) + first, count);
            row.Fill(w.Bias[n]);
            for (var k = 0; k < w.Depth; k++)
            {
                MultiplyAdd(x.Slice((k * inner) + first, count), w.Weights[(n * w.Depth) + k], row);
            }
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector256<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            sum += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
        }

        return Finish(sum, a, b, i);
    }

    /// <summary>The lanes in order, then what is left over from i on.</summary>
    private static float Finish(Vector256<float> sum, ReadOnlySpan<float> a, ReadOnlySpan<float> b, int i)
    {
        var total = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
        {
            total += sum[lane];
        }

        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    private static void MultiplyAdd(ReadOnlySpan<float> x, float factor, Span<float> y)
    {
        var i = 0;
        var factors = Vector256.Create(factor);
        for (; i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256.Create<float>(y[i..]) + (Vector256.Create(x[i..]) * factors)).CopyTo(y[i..]);
        }

        for (; i < x.Length; i++)
        {
            y[i] += x[i] * factor;
        }
    }

    private static void ScaleColumns(LinearNode node, float[] y)
    {
        var scales = node.Groups
            .SelectMany(group => group.ColumnScale ?? Enumerable.Repeat(1f, group.Columns))
            .ToArray();
        for (var i = 0; i < y.Length; i++)
        {
            y[i] *= scales[i % scales.Length];
        }
    }
}
