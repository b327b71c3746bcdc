using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>A product whose rows are cut out of an image.</summary>
sealed class PatchMixingEmitter : StepEmitter<PatchMixing>
{
    protected override void Emit(StepCode context, PatchMixing step)
    {
        context.Kernels.Add("PatchMixing.cs");
        var (map, product) = (step.Map, step.Product);
        var dims = HeaderEmitter.Text(map.Dims, ", ");
        var patches = $"p[row, k] = {RearrangeEmitter.Source(map)}, row along the first {Literals.Number(step.RowAxes)} of [{dims}], k along the others";
        using (context.Open(step, [patches, .. ChannelMixingEmitter.Formula(product, "p")]))
        {
            var code = context.Code;
            using (code.Open("var patches = new global::QMlp.Runtime.IndexMap", "};"))
            {
                code.Line($"Dims = [{dims}],");
                code.Line($"Strides = [{HeaderEmitter.Text(map.Strides, ", ")}],");
                code.Line($"Offset = {Literals.Number(map.Offset)},");
            }

            ChannelMixingEmitter.WeightsOf(context, step.Method, product.Group);
            EpilogueEmitter.Emit(context, step.Method, product.Group, product.Output, context.RowZero(product.Output), null, string.Empty, 0);
            code.Line($"global::QMlp.Runtime.PatchMixing<TTier, global::QMlp.Runtime.{EpilogueEmitter.TypeName(product.Output)}>.Run(");
            code.Line(
                $"    x: {Addresses.Of(step.Input)}, patches, rowAxes: {Literals.Number(step.RowAxes)}, rowsAtATime: {Literals.Number(step.RowsAtATime)},");
            code.Line("    rowBegin, rowEnd, weights, epilogue);");
        }
    }
}
