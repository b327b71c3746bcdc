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
        string[] parts = [.. value.Parts.Select((part, group) => Apply(group, part))];
        context.Store(context.Tensor(step.Output), step.Name, parts, value.Transposed);

        string Apply(int group, string part)
        {
            var name = $"{step.Name}/function{ExportContext.Suffix(group, value.Parts.Length)}";
            return FunctionExport.Apply(context, name, part, step.Tables[group], source[group], target[target.Count == 1 ? 0 : group]);
        }
    }
}
