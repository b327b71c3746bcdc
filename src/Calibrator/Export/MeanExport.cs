using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Means, in float.</summary>
sealed class MeanExport : StepExport<MeanStep>
{
    protected override void Write(ExportContext context, MeanStep step)
    {
        var (input, output) = (context.Tensor(step.Input), context.Tensor(step.Output));
        var axes = context.Graph.Longs($"{step.Name}/axes", [step.Axis], 1);
        var value = context.Graph.Node("ReduceMean", $"{step.Name}/mean", [context.RowMajor(step.Input, step.Name), axes], ("keepdims", 0));
        var (scale, shift) = RealUnits.OfMean(context, input, output, step.Gain, step.Offset, count: input.Shape[step.Axis]);
        value = context.Reshape($"{step.Name}/shaped", context.Affine(step.Name, value, scale, shift), output.Shape.ToArray());
        context.Store(output, step.Name, [value], transposed: false);
    }
}
