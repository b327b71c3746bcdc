using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>
/// A call of a kernel that works row by row and has two methods, for rows and for rows interleaved by four: all rows of a part, or where there
/// are several blocks of tokens those of one block.
/// </summary>
/// <param name="Method">"Rows" or "Interleaved".</param>
/// <param name="Block">What is added to an input's row 0: nothing, or the elements before the block.</param>
/// <param name="Range">The rows, as arguments.</param>
/// <param name="Output">Where they go, as arguments.</param>
sealed record RowCall(string Method, string Block, string Range, string Output)
{
    /// <summary>Writes the calls of a step, in a loop over blocks where there are several.</summary>
    /// <param name="write">Writes one call.</param>
    public static void Emit(StepCode context, RowStep step, Action<RowCall> write)
    {
        if (step.Output.Layout is not TokenQuadLayout quads)
        {
            write(new RowCall("Rows", string.Empty, "rowBegin, rowEnd", $"y: {context.RowZero(step.Output)}, yStride: {Literals.Number(step.Channels)}"));
            return;
        }

        var quadStride = quads.PaddedColumns * KernelFacts.Quad;
        var output = Addresses.Of(step.Output);
        if (quads.Outer == 1)
        {
            write(new RowCall("Interleaved", string.Empty, "rowBegin, rowEnd", $"y: {output}, quadStride: {Literals.Number(quadStride)}"));
            return;
        }

        using (context.Code.Open(StepCode.BlockLoop))
        {
            write(new RowCall(
                "Interleaved",
                $" + (block * {Literals.Number(quads.Tokens * step.Channels)})",
                $"rowBegin: 0, rowEnd: {Literals.Number(quads.Tokens)}",
                $"y: {output} + (block * {Literals.Number(quads.Quads * quadStride)}), quadStride: {Literals.Number(quadStride)}"));
        }
    }
}
