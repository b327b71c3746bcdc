using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="RearrangeStep"/>: values are moved.</summary>
sealed class RearrangeReference : StepReference<RearrangeStep>
{
    public override bool OnlyMoves => true;

    protected override ReferenceTensor Run(RearrangeStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var y = new int[output.Length];
        var index = new int[step.Dims.Count];
        for (var i = 0; i < y.Length; i++)
        {
            var source = step.Offset;
            for (var axis = 0; axis < index.Length; axis++)
            {
                source += index[axis] * step.Strides[axis];
            }

            y[i] = inputs[0].Integers[source];
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == step.Dims[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return new ReferenceTensor(output, y, []);
    }
}
