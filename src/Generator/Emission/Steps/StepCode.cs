using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>What the emitter of a step writes to, and the pass that the step belongs to.</summary>
/// <param name="Structs">Structs of steps that the class has so far.</param>
sealed record StepCode(CodeWriter Code, KernelUses Kernels, EmittedStructs Structs, ExpandedWeights Expanded, Pass Pass, ProfileEmitter? Profile)
{
    /// <summary>Header of the loop over the blocks of a part, each of which is a call of a kernel.</summary>
    public const string BlockLoop = "for (nint block = blockBegin; block < blockEnd; block++)";

    /// <summary>Row 0 of a slot as the steps of this pass see it.</summary>
    public string RowZero(Slot slot) => Addresses.RowZero(slot, Pass.Internal.Contains(slot));

    /// <summary>Name of something that stands beside a step's method: with two underscores, which no name made from a layer's has.</summary>
    public static string Beside(PlanStep step, string what) => $"{step.Method}__{what}";

    /// <summary>Writes the documentation of a step's method and opens the method.</summary>
    public CodeWriter.Block Open(PlanStep step, params string[] formula)
    {
        Code.Line("/// <summary>");
        Code.Line($"/// {XmlText.Escape(step.Name)} {XmlText.Escape(step.Sentence)}.");
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
