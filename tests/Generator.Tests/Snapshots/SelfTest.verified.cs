/// <summary>Runs the network on inputs whose exact outputs are known, with the kernels in use.</summary>
/// <returns>True when every output is right to the last bit.</returns>
public static bool SelfTest() => SelfTest(out _);

/// <summary>Runs the network on inputs whose exact outputs are known, with the kernels in use.</summary>
/// <param name="report">One sentence on what was found.</param>
/// <returns>True when every output is right to the last bit.</returns>
public static bool SelfTest(out string report)
{
    ReadOnlySpan<long> inputs = [640, 768];
    ReadOnlySpan<long> outputs = [704, 832];
    var actual = new float[OutputLength];
    for (var i = 0; i < inputs.Length; i++)
    {
        RunQuantized(new ReadOnlySpan<byte>(Weights() + inputs[i], InputLength), actual);
        var expected = new ReadOnlySpan<byte>(Weights() + outputs[i], OutputLength * sizeof(float));
        if (!expected.SequenceEqual(MemoryMarshal.AsBytes<float>(actual)))
        {
            report = $"Mlp: self-test vector {i} gave a wrong output with the '{Kernel}' kernels.";
            return false;
        }
    }

    report = $"Mlp: {inputs.Length} self-test vectors are exact with the '{Kernel}' kernels.";
    return true;
}
