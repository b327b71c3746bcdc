using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>What the emitter of a step writes to, and the pass that the step belongs to.</summary>
/// <param name="Sections">Names of what steps read of the weights.</param>
/// <param name="Structs">Structs of steps that the class has so far.</param>
sealed record StepCode(
    CodeWriter Code, KernelUses Kernels, ClassSections Sections, EmittedStructs Structs, ExpandedWeights Expanded, Pass Pass, ProfileEmitter? Profile)
{
    /// <summary>Header of the loop over the blocks of a part, each of which is a call of a kernel.</summary>
    public const string BlockLoop = "for (nint block = blockBegin; block < blockEnd; block++)";

    /// <summary>Row 0 of a slot as the steps of this pass see it.</summary>
    public string RowZero(Slot slot) => Addresses.RowZero(slot, Pass.Internal.Contains(slot));

    /// <summary>An array of the weights as a pointer.</summary>
    /// <param name="name">Its name: that of the step's method and what it is.</param>
    /// <param name="type">C# type of its elements.</param>
    /// <param name="shape">Its shape, and what else a reader wants to know: "[8]".</param>
    public string Constants(Section section, string name, string type, string shape) =>
        Addresses.Typed(type, $"frame.Weights + {Sections.Stored.Of(section, name, type + shape)}");

    /// <summary>float32 values, one for each of so many channels.</summary>
    public string Floats(Section section, string name, int count) => Constants(section, name, "float", $"[{Literals.Number(count)}]");

    /// <summary>Weights as the kernels read them.</summary>
    /// <param name="layout">Their shape in memory.</param>
    public string Weights(WeightMatrix matrix, string name, string layout)
    {
        if (matrix.ScaleGroups is null)
        {
            return $"frame.Weights + {Sections.Stored.Of(matrix.Data, name, layout)}";
        }

        Sections.Stored.Of(matrix.Data, name, "4-bit weights, to be expanded");
        Sections.Stored.Of(matrix.ScaleGroups.Multipliers, name + "Multipliers", $"multipliers of groups of {Literals.Number(matrix.ScaleGroups.Size)}");
        var place = Expanded.PlaceOf(matrix);
        return $"Expanded.Weights + {Sections.Expanded.Of(place, name, layout)}";
    }

    /// <summary>Name of something that stands beside a step's method: with two underscores, which no name made from a layer's has.</summary>
    public static string Beside(PlanStep step, string what) => $"{step.Method}__{what}";

    /// <summary>Writes a comment on a step's method and opens the method.</summary>
    public CodeWriter.Block Open(PlanStep step, params string[] formula)
    {
        Code.Comment($"{step.Name} {step.Sentence}.");
        if (step.MultiplyAccumulates > 0)
        {
            Code.Comment($"{Literals.Grouped(step.MultiplyAccumulates)} multiply-accumulates.");
        }

        Code.Comment([.. formula.Select(line => "    " + line)]);
        var method = Code.Open(Signature(step.Method, step.Division));
        Profile?.EmitStart(Code);
        return method;
    }

    /// <summary>Header of a method that works on a part of a pass.</summary>
    public static string Signature(string method, Division division)
    {
        var noun = Noun(division.Axis);
        return $"private static void {method}<TTier>(in global::QMlp.Runtime.CallFrame frame, int {noun}Begin, int {noun}End)\n"
            + "    where TTier : struct, global::QMlp.Runtime.ITier";
    }

    private static string Noun(DivisionAxis axis) => axis switch
    {
        DivisionAxis.Rows => "row",
        DivisionAxis.Columns => "column",
        _ => "block",
    };
}
