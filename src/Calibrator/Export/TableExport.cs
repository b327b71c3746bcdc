using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Activation functions that are steps of their own.</summary>
sealed class TableExport : StepExport<TableStep>
{
    protected override void Write(ExportContext context, TableStep step)
    {
        var (source, target) = (context.Tensor(step.Input).Quantization, context.Tensor(step.Output).Quantization);
        ExportContext.RequireRanges(step.Name, context.Tensor(step.Output), source.Select(quantizer => quantizer.Channels));
        var value = context.Value(step.Input);
        string[] parts = [.. value.Parts.Select((part, group) => FunctionExport.Apply(
            context, $"{step.Name}/function{ExportContext.Suffix(group, value.Parts.Length)}", part, step.Tables[group], source[group], target[target.Count == 1 ? 0 : group]))];
        context.Store(context.Tensor(step.Output), step.Name, parts, value.Transposed);
    }
}
