using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>The memory of weights that are expanded at the first use, and the calls that fill it.</summary>
static class ExpansionEmitter
{
    public static void Emit(CodeWriter code, ExpandedWeights expanded, ClassSettings settings, KernelUses kernels, ClassSections sections)
    {
        kernels.Add("GroupedWeights.cs");
        code.Comment(
            "4-bit weights times the multipliers of their groups, as the 8-bit weights that the kernels read: made once, at the first use,",
            "for as long as the class is loaded.");
        using (code.Open("private static class Expanded"))
        {
            sections.Expanded.EmitConstants(code);
            code.Line($$"""

                // Pinned, so that addresses stay; zero where panels have no rows.
                private static readonly byte[] s_memory =
                    global::System.GC.AllocateArray<byte>(checked((int)ExpandedWeightBytes + {{Literals.Number(ConstantsEmitter.AlignmentLoss)}}), pinned: true);

                // Where they begin, at a multiple of {{Literals.Number(KernelFacts.Alignment)}}.
                public static readonly byte* Weights = Expand();

                """);
            using (code.Open("private static byte* Expand()"))
            {
                code.Line($$"""
                    var source = {{settings.Names.Name}}.Weights();
                    ref var first = ref global::System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(s_memory);
                    var memory = (byte*)global::System.Runtime.CompilerServices.Unsafe.AsPointer(ref first);
                    var target = {{EntryEmitter.Aligned}};
                    """);
                foreach (var item in expanded.Matrices)
                {
                    EmitCall(code, item, sections);
                }

                code.Line("return target;");
            }
        }
    }

    private static void EmitCall(CodeWriter code, ExpandedMatrix item, ClassSections sections)
    {
        var (matrix, groups) = (item.Matrix, item.Matrix.ScaleGroups!);
        var method = matrix.Layout == WeightLayout.Panels ? "ExpandPanels" : "ExpandRows";
        code.Line($"global::QMlp.Runtime.GroupedWeights.{method}(");
        code.Line($"    source + {sections.Stored.Of(matrix.Data)}, source + {sections.Stored.Of(groups.Multipliers)},");
        code.Line(
            $"    rows: {Literals.Number(matrix.Rows)}, depth: {Literals.Number(matrix.Depth)}, groupSize: {Literals.Number(groups.Size)}, target + "
                + $"{sections.Expanded.Of(item.Place)});");
    }
}
