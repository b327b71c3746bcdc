using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>ONNX's multidirectional broadcasting: shapes are aligned at their last axes, and extents of 1 repeat.</summary>
static class Broadcasting
{
    /// <summary>The common shape, or null when there is none.</summary>
    public static Shape? Common(Shape a, Shape b)
    {
        var dims = new int[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= dims.Length; i++)
        {
            int left = i <= a.Rank ? a[^i] : 1, right = i <= b.Rank ? b[^i] : 1;
            if (left != right && left != 1 && right != 1)
            {
                return null;
            }

            dims[^i] = left == 1 ? right : left;
        }

        return new Shape(dims);
    }

    /// <summary>For each element of <paramref name="result"/> in order, the index of the operand's element that it reads.</summary>
    public static int[] Indices(Shape operand, Shape result)
    {
        var strides = new int[result.Rank];
        for (var axis = 0; axis < operand.Rank; axis++)
        {
            strides[axis + result.Rank - operand.Rank] = operand[axis] == 1 ? 0 : operand.Inner(axis);
        }

        return StridedIndices(result, strides, 0);
    }

    /// <summary>offset + sum of index[axis] * strides[axis] for each element of a shape in row-major order.</summary>
    public static int[] StridedIndices(Shape shape, ReadOnlySpan<int> strides, int offset)
    {
        var result = new int[shape.Length];
        var index = new int[shape.Rank];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = offset;
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                offset -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
