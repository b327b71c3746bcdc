using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>
/// The public methods that give the last layer's integers instead of logits, and what they are multiplied with. Written where that layer mixes
/// channels: then an integer has one scale.
/// </summary>
static class AccumulatorEmitter
{
    private const string Name = "RunAccumulators";

    public static void Emit(CodeWriter code, ExecutionPlan plan, ClassSections sections)
    {
        if (plan.Classifier is not { } classifier)
        {
            return;
        }

        EmitScales(code, classifier, sections);
        foreach (var entry in EntryPoint.Of(plan).Where(entry => entry.IsParallel))
        {
            EmitRun(code, plan, entry);
        }
    }

    private static void EmitScales(CodeWriter code, LinearGroup classifier, ClassSections sections) => code.Line($"""
        /// <summary>
        /// What the last layer's accumulators are multiplied with: logit i is <c>(float)accumulators[i] * AccumulatorScales[i % AccumulatorScales.Length]</c>
        /// to the last bit.
        /// </summary>
        public static global::System.ReadOnlySpan<float> AccumulatorScales =>
            new(Weights() + {sections.Stored.Of(classifier.Multiplier)}, {Literals.Number(classifier.Weights.Rows)});

        """);

    private static void EmitRun(CodeWriter code, ExecutionPlan plan, EntryPoint entry)
    {
        code.Line("/// <summary>");
        code.Line($"/// {XmlText.Escape(entry.Summary)} Instead of logits it gives the exact integers");
        code.Line("/// that the last layer adds up, bias included, before they are scaled by <see cref=\"AccumulatorScales\"/>.");
        code.Line("/// </summary>");
        entry.WriteRemarks(code);
        code.Line($"/// <param name=\"{entry.Argument}\">{XmlText.Escape(entry.Layout)}.</param>");
        code.Line("/// <param name=\"accumulators\">Receives the integers in its first <see cref=\"OutputLength\"/> elements.</param>");
        entry.WriteExceptions(code, withThreads: false);
        using (code.Open($"public static void {Name}(global::System.ReadOnlySpan<{entry.Type}> {entry.Argument}, global::System.Span<int> accumulators)"))
        {
            code.Line($"RequireLength({entry.Argument}.Length, InputLength, nameof({entry.Argument}));");
            entry.WriteLimitCheck(code);
            code.Line("RequireRoom(accumulators.Length, OutputLength, nameof(accumulators));");
            EntryEmitter.EmitRented(code, "ScratchSize", $$"""
                fixed ({{entry.Type}}* values = {{entry.Argument}})
                fixed (int* sums = accumulators)
                fixed (byte* memory = scratch)
                {
                    var aligned = {{EntryEmitter.Aligned}};
                    var frame = new global::QMlp.Runtime.CallFrame { Weights = Weights(), {{EntryEmitter.Input(plan, entry)}}, Scratch = aligned, Accumulators = sums };
                    Execute(frame, 1);
                }
                """);
        }

        code.Line();
    }
}
