namespace QMlp.Generator.Tests;

/// <summary>
/// What emitted code consists of, one concept a snapshot, each cut out of the smallest model that has it: a change of one concept changes
/// one file, and whoever reviews it reads that file alone. The name of a concept is that of its file.
/// </summary>
static class SnapshotConcepts
{
    /// <summary>All of them by name; each gives its text.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
    {
        // Around the code.
        ["Header"] = () => EmittedText.Of("mlp").Header,
        ["Declaration"] = () => EmittedText.Of("mlp").Declaration,
        ["Constants"] = () => EmittedText.Of("mlp").Members(
            "InputLength", "OutputLength", "ScratchSize", "MultiplyAccumulates", "ParameterCount", "WeightBytes", "ModelName", "ModelSource",
            "ModelSourceSha256", "CalibrationData", "CalibratedBy", "WeightsSha256", "InputShape", "OutputShape", "Kernel"),
        ["WeightsInline"] = () => EmittedText.Of("mlp").Weights,
        ["WeightsResource"] = () => EmittedText.Of("grouped-corners").Weights,
        ["Buffers"] = () => EmittedText.Of("mixer").Members("Buffers"),

        // Entries.
        ["EntryFloats"] = () => EmittedText.Of("mlp").Members("Run", "ScratchSizeFor"),
        ["EntryPixels"] = () => EmittedText.Of("mixer").Members("Run"),
        ["EntryQuantized"] = () => EmittedText.Of("mlp").Members("RunQuantized"),
        ["EntryBatch"] = () => EmittedText.Of("mlp").Members("RunBatch", "RequireBatch", "Batch", "Samples"),
        ["EntryAccumulators"] = () => EmittedText.Of("mlp").Members("AccumulatorScales", "RunAccumulators"),
        ["EntryChecks"] = () => EmittedText.Of("mlp").Members("RequireLength", "RequireRoom", "Members"),
        ["SelfTest"] = () => EmittedText.Of("mlp").Members("SelfTest", "IsSame"),

        // From the entries to the steps.
        ["Tiers"] = () => EmittedText.Of("mlp").Members("Execute"),
        ["Network"] = () => EmittedText.Of("mixer").Members("Network"),
        ["Bands"] = () => EmittedText.Of("banded").Members("Network", "NormToFc2"),

        // The input.
        ["QuantizeFloats"] = () => EmittedText.Of("mlp").Members("InputScaleBits", "InputOffsetBits", "QuantizeSample"),
        ["QuantizePixels"] = () => EmittedText.Of("mixer").Members("InputScaleBits", "InputOffsetBits", "QuantizeSample"),
        ["CopyInput"] = () => EmittedText.Of("token-mlp").Members("CopyInput"),
        ["Patches"] = () => EmittedText.Of("mixer").Members("Embed"),

        // Products along the channels.
        ["ChannelsBounded"] = () => EmittedText.Of("mixer").Members("Blocks0Fc1"),
        ["ChannelsTable"] = () => EmittedText.Of("gated").Members("Blocks0Fc10"),
        ["ChannelsResidual"] = () => EmittedText.Of("mixer").Members("Blocks0Fc2"),
        ["ChannelsStream"] = () => EmittedText.Of("token-mlp").Members("Stem"),
        ["ChannelsLogits"] = () => EmittedText.Of("mixer").Members("Head"),
        ["ChannelsFourBit"] = () => EmittedText.Of("four-bit").Members("Channels"),
        ["ChannelsScaleGroups"] = () => EmittedText.Of("grouped").Members("Fc1"),

        // Products along the tokens.
        ["TokensOneMatrix"] = () => EmittedText.Of("gated").Members("Blocks0GateProj"),
        ["TokensGroups"] = () => EmittedText.Of("mixer").Members("Blocks0TokenMix"),
        ["TokensTable"] = () => EmittedText.Of("token-mlp").Members("Blocks0TokenFc1"),
        ["TokensColumnMultiplier"] = () => EmittedText.Of("conversions").Members("MixInput"),
        ["TokensFourBit"] = () => EmittedText.Of("four-bit").Members("Tokens"),
        ["TokensBlocks"] = () => EmittedText.Of("axes").Members("AlongWidth"),

        // Steps without products.
        ["NormQuads"] = () => EmittedText.Of("mixer").Members("Blocks0Norm1"),
        ["NormRows"] = () => EmittedText.Of("mixer").Members("Blocks0Norm2"),
        ["NormStream"] = () => EmittedText.Of("conversions").Members("S16Norm"),
        ["Rescale"] = () => EmittedText.Of("affine").Members("Blocks0Affine"),
        ["Tables"] = () => EmittedText.Of("affine").Members("Blocks0Act"),
        ["Multiply"] = () => EmittedText.Of("gated").Members("Blocks0GateMultiply"),
        ["Add"] = () => EmittedText.Of("summed").Members("Three"),
        ["Mean"] = () => EmittedText.Of("mixer").Members("Pool"),
        ["Rearrange"] = () => EmittedText.Of("conversions").Members("Transpose"),
    };
}
