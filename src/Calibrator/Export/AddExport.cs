using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Sums of tensors: a float Add of what their integers stand for.</summary>
sealed class AddExport : StepExport<AddStep>
{
    protected override void Write(ExportContext context, AddStep step)
    {
        var output = context.Tensor(step.Output);
        var sum = Term(context, step, 0, output);
        for (var i = 1; i < step.Terms.Count; i++)
        {
            sum = context.Graph.Node("Add", $"{step.Name}/sum{i}", [sum, Term(context, step, i, output)]);
        }

        context.Store(output, step.Name, [sum], transposed: false);
    }

    /// <summary>A term in real units: its tensor, unless its multiplier stands for more than the two scales.</summary>
    private static string Term(ExportContext context, AddStep step, int index, TensorInfo output)
    {
        var (name, term) = ($"{step.Name}/term{index}", step.Terms[index]);
        var factor = (double)term.Multiplier * output.Quantization[0].Scale / context.Tensor(term.Input).Quantization[0].Scale;
        return context.Affine(name, context.RowMajor(term.Input, name), [(float)factor], [0]);
    }
}
