using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>An affine map of each channel.</summary>
sealed class RescaleEmitter : ElementwiseEmitter<Rescale>
{
    protected override string Formula(Rescale step) => "float(x[row, c]) * gain[c] + offset[c]";

    protected override IEnumerable<ElementwiseOperand> Operands(Rescale step) =>
        [new ElementwiseOperand("X", step.Input), new ElementwiseOperand("Gain", null, step.Gain), new ElementwiseOperand("Offset", null, step.Offset)];

    protected override IEnumerable<string> Value(Rescale step) =>
        [$"return TLanes.Add(TLanes.Multiply({Load("X")}, {LoadConstant("Gain")}), {LoadConstant("Offset")});"];
}
