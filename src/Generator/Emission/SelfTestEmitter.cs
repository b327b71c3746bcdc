using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The self-test: inputs and exact outputs that the calibrator's reference computed travel with the weights.</summary>
static class SelfTestEmitter
{
    public static void Emit(CodeWriter code, ExecutionPlan plan, ClassSettings settings)
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
                ReadOnlySpan<long> inputs = [{{string.Join(", ", golden.Select(vector => Literals.Number(vector.Input.Offset)))}}];
                ReadOnlySpan<long> outputs = [{{string.Join(", ", golden.Select(vector => Literals.Number(vector.Output.Offset)))}}];
                var actual = new float[OutputLength];
                for (var i = 0; i < inputs.Length; i++)
                {
                    RunQuantized(new ReadOnlySpan<byte>(Weights() + inputs[i], InputLength), actual);
                    var expected = new ReadOnlySpan<byte>(Weights() + outputs[i], OutputLength * sizeof(float));
                    if (!expected.SequenceEqual(MemoryMarshal.AsBytes<float>(actual)))
                    {
                        report = $"{{settings.Names.Name}}: self-test vector {i} gave a wrong output with the '{Kernel}' kernels.";
                        return false;
                    }
                }

                report = $"{{settings.Names.Name}}: {inputs.Length} self-test vectors are exact with the '{Kernel}' kernels.";
                return true;
                """);
        }

        code.Line();
    }
}
