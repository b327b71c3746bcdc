using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="AddStep"/>.</summary>
sealed class AddReference : StepReference<AddStep>
{
    protected override ReferenceTensor Run(AddStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var quantizer = output.Quantization[0];
        var y = new int[output.Length];
        for (var i = 0; i < y.Length; i++)
        {
            float v = Term(step.Terms[0], inputs[0], i);
            for (var t = 1; t < step.Terms.Count; t++)
            {
                v += Term(step.Terms[t], inputs[t], i);
            }

            y[i] = Requantization.Apply(v, quantizer.ZeroPoint, quantizer.Min, quantizer.Max);
        }

        return new ReferenceTensor(output, y, []);
    }

    private static float Term(AddTerm term, ReferenceTensor x, int i) => (float)(x.Integers[i] - x.Info.Quantization[0].ZeroPoint) * term.Multiplier;
}
