using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>A product whose rows are cut out of an image.</summary>
static class PatchMixingEmitter
{
    public static void Emit(StepCode context, PatchMixing step)
    {
        context.Kernels.Add("PatchMixing.cs");
        var (patches, product) = (step.Patches, step.Product);
        using (context.Open(step, [$"p[row, k] = {MoveEmitters.Source(patches)}, row along the first {Literals.Number(step.RowAxes)} of [{HeaderEmitter.Text(patches.Dims, ", ")}], k along the others", .. ChannelMixingEmitter.Formula(product, "p")]))
        {
            var code = context.Code;
            ChannelMixingEmitter.WeightsOf(context, product.Group);
            EpilogueEmitter.Emit(context, product.Group, product.Output, context.RowZero(product.Output), null, string.Empty, 0);
            code.Line($"PatchMixing<TTier, {EpilogueEmitter.TypeName(product.Output)}>.Run(");
            code.Line($"    {Addresses.Of(step.Input)}, [{HeaderEmitter.Text(patches.Dims, ", ")}], [{HeaderEmitter.Text(patches.Strides, ", ")}], rowAxes: {Literals.Number(step.RowAxes)}, offset: {Literals.Number(patches.Offset)},");
            code.Line($"    rowsAtATime: {Literals.Number(step.RowsAtATime)}, rowBegin, rowEnd, weights, epilogue);");
        }
    }
}
