/// <summary>Runs the network on inputs whose exact outputs are known, with the kernels in use.</summary>
/// <returns>True when every output is right to the last bit.</returns>
public static bool SelfTest() => SelfTest(out _);

/// <summary>Runs the network on inputs whose exact outputs are known, with the kernels in use.</summary>
/// <param name="report">One sentence on what was found.</param>
/// <returns>True when every output is right to the last bit.</returns>
public static bool SelfTest(out string report)
{
    global::System.ReadOnlySpan<int> inputs = [Sections.SelfTest0Input, Sections.SelfTest1Input];
    global::System.ReadOnlySpan<int> outputs = [Sections.SelfTest0Output, Sections.SelfTest1Output];
    var actual = new float[OutputLength];
    for (var i = 0; i < inputs.Length; i++)
    {
        RunQuantized(new global::System.ReadOnlySpan<byte>(Weights() + inputs[i], InputLength), actual);
        var expected = new global::System.ReadOnlySpan<float>(Weights() + outputs[i], OutputLength);
        for (var logit = 0; logit < OutputLength; logit++)
        {
            if (!IsSame(actual[logit], expected[logit]))
            {
                report = $"Mlp: self-test vector {i} gave a wrong output with the '{Kernel}' kernels.";
                return false;
            }
        }
    }

    report = $"Mlp: {inputs.Length} self-test vectors are exact with the '{Kernel}' kernels.";
    return true;
}

// The same bits. What is not a number has many forms, of which the processor chooses: one is as good as another.
private static bool IsSame(float actual, float expected) => float.IsNaN(expected)
    ? float.IsNaN(actual)
    : global::System.BitConverter.SingleToInt32Bits(actual) == global::System.BitConverter.SingleToInt32Bits(expected);
