using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Products of two tensors: a float Mul of what their integers stand for.</summary>
sealed class MultiplyExport : StepExport<MultiplyStep>
{
    protected override void Write(ExportContext context, MultiplyStep step)
    {
        var factor = context.RowMajor(step.Factor, $"{step.Name}/factor");
        var value = context.Graph.Node("Mul", $"{step.Name}/product", [context.RowMajor(step.Input, step.Name), factor]);
        context.Store(context.Tensor(step.Output), step.Name, [value], transposed: false);
    }
}
