using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>
/// The emitter of an elementwise step: a method that runs the shared loops over a struct of the step's own, and that struct, with the
/// operands, the constants and the arithmetic of this one step. A kind says what is rounded: as a formula, and as statements on lanes.
/// </summary>
abstract class ElementwiseEmitter<TStep> : StepEmitter<TStep>
    where TStep : ElementwiseStep
{
    protected override void Emit(StepCode context, TStep step)
    {
        context.Kernels.Add("ElementwiseSteps.cs");
        var value = Formula(step);
        var operands = Operands(step).ToList();
        var body = Body(step, operands);
        var name = context.Structs.NameOf(body, StepCode.Beside(step, "Value"), out var isNew);
        var rounded = $"round({value}){EpilogueEmitter.Plus(step.ZeroPoint)}";
        using (context.Open(step, Prose.Text($"y[row, c] = clamp({rounded}, {step.Bounds.Low}, {step.Bounds.High})")))
        {
            RowCall.Emit(context, step, call => EmitCall(context, step, name, operands, call));
        }

        if (isNew)
        {
            context.Code.Line();
            context.Code.Comment($"What {step.Name}, and any step with the same types and numbers, rounds:", "    " + value);
            using (context.Code.Open($"private readonly struct {name} : global::QMlp.Runtime.IElementwiseStep"))
            {
                context.Code.Line(body);
            }
        }
    }

    /// <summary>What is rounded, in terms of the row and the channel c: "float(x[row, c]) * gain[c] + offset[c]".</summary>
    protected abstract string Formula(TStep step);

    /// <summary>What the struct reads.</summary>
    protected abstract IEnumerable<ElementwiseOperand> Operands(TStep step);

    /// <summary>The struct's constants: declarations, one a line.</summary>
    protected virtual IEnumerable<string> Constants(TStep step) => [];

    /// <summary>
    /// Statements that return the value of neighboring elements from channel c on, each operation one of TLanes. An operand is a pointer:
    /// <see cref="Load"/> for tensors, <see cref="LoadConstant"/> for channels' constants.
    /// </summary>
    protected abstract IEnumerable<string> Value(TStep step);

    /// <summary>float(operand[row, c]); the places are added in this order, so that what does not change in a row is computed once.</summary>
    protected static string Load(string operand) => $"TLanes.LoadConverted({operand} + row + c)";

    /// <summary>operand[c].</summary>
    protected static string LoadConstant(string operand) => $"TLanes.Load({operand} + c)";

    /// <summary>float(operand[row, c] - zeroPoint), by a constant of that name where it is not 0.</summary>
    protected static string LoadCentered(string operand, int zeroPoint, string constant) =>
        zeroPoint == 0 ? Load(operand) : $"TLanes.Subtract({Load(operand)}, TLanes.Broadcast((float){constant}))";

    private static void EmitCall(StepCode context, TStep step, string name, List<ElementwiseOperand> operands, RowCall call)
    {
        var code = context.Code;
        using (code.Open($"var step = new {name}", "};"))
        {
            foreach (var operand in operands)
            {
                var address = operand.Slot is { } slot
                    ? context.RowZero(slot) + call.Block
                    : context.Floats(operand.Constants, step.Method + operand.Name, step.Channels);
                code.Line($"{operand.Name} = {address},");
            }
        }

        var channels = Literals.Number(step.Channels);
        code.Line($"global::QMlp.Runtime.ElementwiseSteps<TTier>.{call.Method}(");
        code.Line($"    step, stride: {channels}, {call.Range}, channels: {channels},");
        code.Line($"    {call.Output});");
    }

    /// <summary>The members of the struct.</summary>
    private string Body(TStep step, List<ElementwiseOperand> operands)
    {
        var code = new CodeWriter();
        EmitConstants(code, step, operands);
        EmitValue(code, step);
        return code.ToString().TrimEnd('\n');
    }

    private void EmitConstants(CodeWriter code, TStep step, List<ElementwiseOperand> operands)
    {
        foreach (var constant in Constants(step))
        {
            code.Line(constant);
        }

        code.Line($"public static int ZeroPoint => {Literals.Number(step.ZeroPoint)};");
        code.Line($"public static int Min => {Literals.Number(step.Bounds.Low)};");
        code.Line($"public static int Max => {Literals.Number(step.Bounds.High)};");
        foreach (var operand in operands)
        {
            var type = operand.Slot is { } slot ? Addresses.TypeName(slot) : "float";
            code.Line($"public {type}* {operand.Name} {{ get; init; }}");
        }

        code.Line();
    }

    private void EmitValue(CodeWriter code, TStep step)
    {
        code.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        using (code.Open("public TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)\n    where TLanes : struct, global::QMlp.Runtime.ILanes<TFloat, TInt>"))
        using (code.Open("unchecked"))
        {
            foreach (var line in Value(step))
            {
                code.Line(line);
            }
        }
    }
}

/// <summary>A pointer of an elementwise step's struct: to a tensor, or to constants of its channels.</summary>
/// <param name="Name">The struct's member.</param>
/// <param name="Slot">The tensor, or null.</param>
/// <param name="Constants">f32[C] in the weights, where there is no tensor.</param>
sealed record ElementwiseOperand(string Name, Slot? Slot, Section Constants = default);
