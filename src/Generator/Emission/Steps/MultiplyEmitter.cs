using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The product of two tensors.</summary>
sealed class MultiplyEmitter : ElementwiseEmitter<Multiply>
{
    protected override string Formula(Multiply step) => Prose.Text(
        $"float((a[row, c]{EpilogueEmitter.Plus(-step.InputZeroPoint)}) * (b[row, c]{EpilogueEmitter.Plus(-step.FactorZeroPoint)})) * {step.Multiplier:G6}");

    protected override IEnumerable<ElementwiseOperand> Operands(Multiply step) =>
        [new ElementwiseOperand("A", step.Input), new ElementwiseOperand("B", step.Factor)];

    protected override IEnumerable<string> Constants(Multiply step)
    {
        if (step.InputZeroPoint != 0)
        {
            yield return $"private const int ZeroPointOfA = {Literals.Number(step.InputZeroPoint)};";
        }

        if (step.FactorZeroPoint != 0)
        {
            yield return $"private const int ZeroPointOfB = {Literals.Number(step.FactorZeroPoint)};";
        }

        yield return $"private static float Multiplier => {Literals.Exact(step.Multiplier)};";
    }

    /// <summary>
    /// The differences are exact in float32, so their product there is the exact integer product, rounded once where it has more than 24 bits.
    /// </summary>
    protected override IEnumerable<string> Value(Multiply step) =>
    [
        $"var a = {LoadCentered("A", step.InputZeroPoint, "ZeroPointOfA")};",
        $"var b = {LoadCentered("B", step.FactorZeroPoint, "ZeroPointOfB")};",
        "return TLanes.Multiply(TLanes.Multiply(a, b), TLanes.Broadcast(Multiplier));",
    ];
}
