using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>What the emitter of a step writes to, and the pass that the step belongs to.</summary>
sealed record StepCode(CodeWriter Code, KernelUses Kernels, ExpandedWeights Expanded, Pass Pass, ProfileEmitter? Profile)
{
    /// <summary>Header of the loop over the blocks of a part, each of which is a call of a kernel.</summary>
    public const string BlockLoop = "for (nint block = blockBegin; block < blockEnd; block++)";

    /// <summary>Row 0 of a slot as the steps of this pass see it.</summary>
    public string RowZero(Slot slot) => Addresses.RowZero(slot, Pass.Internal.Contains(slot));

    /// <summary>Writes the documentation of a step's method and opens the method.</summary>
    public CodeWriter.Block Open(PlanStep step, string[] formula)
    {
        Code.Line("/// <summary>");
        Code.Line($"/// {XmlText.Escape(step.Name)} {XmlText.Escape(PlanProse.Sentence(step))}.");
        if (step.MultiplyAccumulates > 0)
        {
            Code.Line($"/// {Literals.Grouped(step.MultiplyAccumulates)} multiply-accumulates.");
        }

        Code.Line("/// <code>");
        foreach (var line in formula)
        {
            Code.Line($"/// {XmlText.Escape(line)}");
        }

        Code.Line("/// </code>");
        Code.Line("/// </summary>");
        var method = Code.Open(Signature(step.Method, step.Division));
        Profile?.EmitStart(Code, step);
        return method;
    }

    /// <summary>Header of a method that works on a part of a pass.</summary>
    public static string Signature(string method, Division division)
    {
        var noun = Noun(division.Axis);
        return $"private static void {method}<TTier>(in CallFrame frame, int {noun}Begin, int {noun}End)\n    where TTier : struct, ITier";
    }

    private static string Noun(DivisionAxis axis) => axis switch
    {
        DivisionAxis.Rows => "row",
        DivisionAxis.Columns => "column",
        _ => "block",
    };
}

/// <summary>Writes the method of a step.</summary>
static class StepEmitter
{
    public static void Emit(StepCode context, PlanStep step)
    {
        switch (step)
        {
            case ChannelMixing mixing:
                ChannelMixingEmitter.Emit(context, mixing);
                break;
            case PatchMixing mixing:
                PatchMixingEmitter.Emit(context, mixing);
                break;
            case TokenMixing mixing:
                TokenMixingEmitter.Emit(context, mixing);
                break;
            case Normalization norm:
                RowEmitters.Emit(context, norm);
                break;
            case Rescaling rescaling:
                RowEmitters.Emit(context, rescaling);
                break;
            case Multiplication product:
                MultiplicationEmitter.Emit(context, product);
                break;
            case MeanPooling mean:
                RowEmitters.Emit(context, mean);
                break;
            case TableLookup table:
                RowEmitters.Emit(context, table);
                break;
            case Rearrangement move:
                MoveEmitters.Emit(context, move);
                break;
            case QuadInterleaving quads:
                MoveEmitters.Emit(context, quads);
                break;
            default:
                throw new NotSupportedException(step.GetType().Name);
        }
    }
}
