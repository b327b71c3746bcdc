using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>The memory of weights that are expanded at the first use, and the calls that fill it.</summary>
static class ExpansionEmitter
{
    public static void Emit(CodeWriter code, ExpandedWeights expanded, ClassSettings settings, KernelUses kernels)
    {
        kernels.Add("GroupedWeights.cs");
        code.Summary("4-bit weights times the multipliers of their groups, as the 8-bit weights that the kernels read: made once, at the first use, for as long as the class is loaded.");
        using (code.Open("private static class Expanded"))
        {
            code.Line($$"""
                /// <summary>Pinned, so that addresses stay; zero where panels have no rows.</summary>
                private static readonly byte[] s_memory = GC.AllocateArray<byte>(checked((int)ExpandedWeightBytes + {{Literals.Number(ConstantsEmitter.AlignmentLoss)}}), pinned: true);

                /// <summary>Where they begin, at a multiple of {{Literals.Number(KernelFacts.Alignment)}}.</summary>
                public static readonly byte* Weights = Expand();

                """);
            using (code.Open("private static byte* Expand()"))
            {
                code.Line($$"""
                    var source = {{settings.Names.Name}}.Weights();
                    var memory = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(s_memory));
                    var target = {{EntryEmitter.Aligned}};
                    """);
                foreach (var item in expanded.Matrices)
                {
                    var (matrix, groups) = (item.Matrix, item.Matrix.ScaleGroups!);
                    var method = matrix.Layout == WeightLayout.Panels ? "ExpandPanels" : "ExpandRows";
                    code.Line(
                        $"GroupedWeights.{method}(source + {Literals.Number(matrix.Data.Offset)}, source + {Literals.Number(groups.Multipliers.Offset)}, "
                        + $"rows: {Literals.Number(matrix.Rows)}, depth: {Literals.Number(matrix.Depth)}, groupSize: {Literals.Number(groups.Size)}, "
                        + $"target + {Literals.Number(item.Offset)});");
                }

                code.Line("return target;");
            }
        }
    }
}
