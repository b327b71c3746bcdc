using QMlp.ModelFormat;

namespace QMlp.Calibrator.Export;

/// <summary>Norms, in float.</summary>
sealed class LayerNormExport : StepExport<LayerNormStep>
{
    protected override void Write(ExportContext context, LayerNormStep step)
    {
        var (input, output) = (context.Tensor(step.Input), context.Tensor(step.Output));
        var (gain, offset) = RealUnits.OfOutput(context, output, step.Gain, step.Offset);
        var inputScale = (double)input.Quantization[0].Scale;
        var name = step.Name;
        var value = context.Graph.Node(
            "LayerNormalization",
            $"{name}/normalized",
            [
                context.Value(step.Input).Parts[0],
                context.Graph.Floats($"{name}/gain", gain, gain.Length),
                context.Graph.Floats($"{name}/shift", offset, offset.Length),
            ],
            ("axis", -1),
            ("epsilon", (float)(step.Epsilon * inputScale * inputScale)));
        context.Store(output, name, [value], transposed: false);
    }
}
