using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The steps that compute nothing: <see cref="TableStep"/> looks values up, <see cref="RearrangeStep"/> moves them.</summary>
static class IndexReference
{
    public static ReferenceTensor Table(TableStep step, ReferenceTensor x, TensorInfo info, ModelArrays arrays)
    {
        var tables = step.Tables.Select(table => arrays.Bytes(table.Data).ToArray()).ToArray();
        var channels = info.Shape[^1];
        var y = new int[info.Length];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = tables[Requantization.GroupOf(x.Info, i % channels)][x.Integers[i]];
        }

        return new ReferenceTensor(info, y, []);
    }

    public static ReferenceTensor Rearrange(RearrangeStep step, ReferenceTensor x, TensorInfo info)
    {
        var y = new int[info.Length];
        var index = new int[step.Dims.Count];
        for (var i = 0; i < y.Length; i++)
        {
            var source = step.Offset;
            for (var axis = 0; axis < index.Length; axis++)
            {
                source += index[axis] * step.Strides[axis];
            }

            y[i] = x.Integers[source];
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == step.Dims[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return new ReferenceTensor(info, y, []);
    }
}
