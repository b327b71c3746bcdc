using System.Runtime.Intrinsics;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="LinearStep"/>, one output element after the other.</summary>
sealed class LinearReference : StepReference<LinearStep>
{
    protected override ReferenceTensor Run(LinearStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var x = inputs[0];
        var residual = step.Residual is null ? null : inputs[1].Integers;
        var (outer, depth, inner) = ShapeAround.Axis(x.Info.Shape, step.Axis);
        var rows = step.Groups[0].Weights.Rows;
        var integers = output.Type == ElementType.F32 ? [] : new int[output.Length];
        var floats = output.Type == ElementType.F32 ? new float[output.Length] : [];
        var firstColumn = 0;
        foreach (var group in step.Groups)
        {
            var weights = arrays.Weights(group.Weights);
            var bias = arrays.Ints(group.Bias);
            var multiplier = arrays.Floats(group.Multiplier);
            var columnMultiplier = group.ColumnMultiplier is { } section ? arrays.Floats(section) : null;
            var table = group.Table is { } entries ? arrays.Bytes(entries.Data).ToArray() : null;
            for (var o = 0; o < outer; o++)
            {
                for (var column = 0; column < group.Columns; column++)
                {
                    var xColumn = Column(x.Integers, (o * depth * inner) + firstColumn + column, depth, inner);
                    for (var n = 0; n < rows; n++)
                    {
                        var acc = bias[n] + Dot(weights.AsSpan(n * depth, depth), xColumn);
                        var at = (((o * rows) + n) * inner) + firstColumn + column;
                        float v = (float)acc * multiplier[n];
                        if (columnMultiplier is not null)
                        {
                            v *= columnMultiplier[column];
                        }

                        if (output.Type == ElementType.F32)
                        {
                            floats[at] = v;
                            continue;
                        }

                        if (residual is not null)
                        {
                            float r = (float)residual[at] * step.ResidualMultiplier;
                            v += r;
                        }

                        var q = Requantization.Apply(v, group.ZeroPoint, group.Low, group.High);
                        integers[at] = table is null ? q : table[q];
                    }
                }
            }

            firstColumn += group.Columns;
        }

        return new ReferenceTensor(output, integers, floats);
    }

    private static int Dot(ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> x)
    {
        // Integers may be added in any order, so in vectors: all calibration samples go through here where weights follow them.
        x = x[..weights.Length];
        var sums = Vector256<int>.Zero;
        var k = 0;
        for (; k <= weights.Length - Vector128<sbyte>.Count; k += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(weights[k..]));
            sums += Widen(low) * Vector256.Create(x[k..]);
            sums += Widen(high) * Vector256.Create(x[(k + Vector256<int>.Count)..]);
        }

        var sum = Vector256.Sum(sums);
        for (; k < weights.Length; k++)
        {
            sum += weights[k] * x[k];
        }

        return sum;

        static Vector256<int> Widen(Vector128<short> values)
        {
            var (low, high) = Vector128.Widen(values);
            return Vector256.Create(low, high);
        }
    }

    /// <summary>x[start + k * stride] for k from 0 to depth.</summary>
    private static ReadOnlySpan<int> Column(int[] x, int start, int depth, int stride)
    {
        if (stride == 1)
        {
            return x.AsSpan(start, depth);
        }

        var column = new int[depth];
        for (var k = 0; k < depth; k++)
        {
            column[k] = x[start + (k * stride)];
        }

        return column;
    }
}
