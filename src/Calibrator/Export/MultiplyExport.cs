using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Products of two tensors: a float Mul of what their integers stand for.</summary>
static class MultiplyExport
{
    public static void Write(ExportContext context, MultiplyStep step)
    {
        var factor = LinearExport.RowMajor(context, step.Factor, $"{step.Name}/factor");
        var value = context.Graph.Node("Mul", $"{step.Name}/product", [LinearExport.RowMajor(context, step.Input, step.Name), factor]);
        context.Store(context.Tensor(step.Output), step.Name, [value], transposed: false);
    }
}
