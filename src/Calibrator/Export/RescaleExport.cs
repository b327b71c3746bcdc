using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Affine maps, in float; what only changes the quantizer is no node but that of the quantizer.</summary>
sealed class RescaleExport : StepExport<RescaleStep>
{
    protected override void Write(ExportContext context, RescaleStep step)
    {
        var (input, output) = (context.Tensor(step.Input), context.Tensor(step.Output));
        var (scale, shift) = RealUnits.OfMean(context, input, output, step.Gain, step.Offset, count: 1);
        var value = context.Affine(step.Name, context.RowMajor(step.Input, step.Name), scale, shift);
        context.Store(output, step.Name, [value], transposed: false);
    }
}
