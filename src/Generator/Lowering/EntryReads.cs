using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// The quantized input may be the caller's own memory, where a kernel must not read a byte more than there is. A product reads whole
/// quads of k, so where the depth is not a multiple of four it would read up to three bytes behind the last row.
/// </summary>
static class EntryReads
{
    public static bool PastItsEnd(QuantizedModel model, LayoutDemands demands) => model.Steps
        .OfType<LinearStep>()
        .Any(step => step.Input == model.Input.Tensor
            && demands.InputLayout(step) is RowLayout rows
            && rows.Columns % KernelFacts.Quad != 0);
}
