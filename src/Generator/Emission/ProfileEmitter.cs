using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>Writes the clock around each step that <see cref="EmissionOptions.Profile"/> asks for.</summary>
sealed class ProfileEmitter(ExecutionPlan plan)
{
    private readonly List<PlanStep> _steps = [.. plan.Passes.SelectMany(pass => pass.Steps)];
    private int _started;

    /// <summary>First line of a step's method; the methods are written in the order of the steps.</summary>
    public void EmitStart(CodeWriter code) => code.Line($"using var time = new StepTime({Literals.Number(_started++)});");

    /// <summary>What the class knows about its steps, and the clock.</summary>
    public void EmitMembers(CodeWriter code)
    {
        code.Summary("Names of the steps, in order.");
        code.Line($"public static string[] StepNames {{ get; }} = [{string.Join(", ", _steps.Select(step => Literals.Quoted(step.Name)))}];\n");
        code.Summary("Multiply-accumulates of each step.");
        code.Line($"public static long[] StepMacs {{ get; }} = [{string.Join(", ", _steps.Select(step => Literals.Number(step.MultiplyAccumulates)))}];\n");
        code.Summary("Ticks of the stopwatch that each step has taken so far.");
        code.Line($"public static long[] StepTicks {{ get; }} = new long[{Literals.Number(_steps.Count)}];\n");
        code.Comment("Adds the time until it is disposed to that of a step.");
        using (code.Open("private readonly ref struct StepTime(int step)"))
        {
            code.Line("""
                private readonly long _begin = global::System.Diagnostics.Stopwatch.GetTimestamp();

                public void Dispose() => StepTicks[step] += global::System.Diagnostics.Stopwatch.GetTimestamp() - _begin;
                """);
        }

        code.Line();
    }
}
