using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>The self-test: inputs and exact outputs that the calibrator's reference computed travel with the weights.</summary>
static class SelfTestEmitter
{
    public static void Emit(CodeWriter code, ExecutionPlan plan, ClassSettings settings, ClassSections sections)
    {
        var golden = plan.Model.Golden;
        code.Line("""
            /// <summary>Runs the network on inputs whose exact outputs are known, with the kernels in use.</summary>
            /// <returns>True when every output is right to the last bit.</returns>
            public static bool SelfTest() => SelfTest(out _);

            /// <summary>Runs the network on inputs whose exact outputs are known, with the kernels in use.</summary>
            /// <param name="report">One sentence on what was found.</param>
            /// <returns>True when every output is right to the last bit.</returns>
            """);
        using (code.Open("public static bool SelfTest(out string report)"))
        {
            code.Line($$"""
                global::System.ReadOnlySpan<int> inputs = [{{Names(golden.Select(vector => vector.Input), "Input", $"byte[{plan.InputLength}]")}}];
                global::System.ReadOnlySpan<int> outputs = [{{Names(golden.Select(vector => vector.Output), "Output", $"float[{plan.OutputLength}]")}}];
                var actual = new float[OutputLength];
                for (var i = 0; i < inputs.Length; i++)
                {
                    RunQuantized(new global::System.ReadOnlySpan<byte>(Weights() + inputs[i], InputLength), actual);
                    var expected = new global::System.ReadOnlySpan<float>(Weights() + outputs[i], OutputLength);
                    for (var logit = 0; logit < OutputLength; logit++)
                    {
                        if (!IsSame(actual[logit], expected[logit]))
                        {
                            report = $"{{settings.Names.Name}}: self-test vector {i} gave a wrong output with the '{Kernel}' kernels.";
                            return false;
                        }
                    }
                }

                report = $"{{settings.Names.Name}}: {inputs.Length} self-test vectors are exact with the '{Kernel}' kernels.";
                return true;
                """);
        }

        code.Line();
        code.Line("""
            // The same bits. What is not a number has many forms, of which the processor chooses: one is as good as another.
            private static bool IsSame(float actual, float expected) => float.IsNaN(expected)
                ? float.IsNaN(actual)
                : global::System.BitConverter.SingleToInt32Bits(actual) == global::System.BitConverter.SingleToInt32Bits(expected);

            """);

        string Names(IEnumerable<Section> vectors, string what, string content) =>
            string.Join(", ", vectors.Select((section, i) => sections.Stored.Of(section, $"SelfTest{Literals.Number(i)}{what}", content)));
    }
}
