using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>The entry of floats: each is quantized, and CHW samples become interleaved pixels where the network reads those.</summary>
static class SampleEmitter
{
    /// <summary>Pixels, channels or single values are independent of each other.</summary>
    public static Division Division(ExecutionPlan plan)
    {
        var input = plan.Model.Input;
        return input switch
        {
            { Pixels: PixelLayout.Hwc } => new Division(DivisionAxis.Blocks, plan.InputLength / input.Shape[0], DivisionMultiple.CacheLine),
            { Scale.Count: 1 } => new Division(DivisionAxis.Blocks, plan.InputLength, DivisionMultiple.CacheLine),
            _ => Lowering.Division.OfBlocks(input.Scale.Count),
        };
    }

    public static void Emit(CodeWriter code, ExecutionPlan plan, KernelUses kernels)
    {
        kernels.Add("QuantizeInput.cs");
        var input = plan.Model.Input;
        var quantizer = plan.Model.Tensors.First(tensor => tensor.Name == input.Tensor).Quantization[0];
        var limits = $"zeroPoint: {Literals.Number(quantizer.ZeroPoint)}, max: {Literals.Number(quantizer.Max)}";
        EmitBits(code, "InputScaleBits", "Scales of the input's channels as float32 bits", input.Scale);
        EmitBits(code, "InputOffsetBits", "Offsets of the input's channels as float32 bits", input.Offset);
        code.Line("/// <summary>");
        code.Line("/// Quantizes a sample of floats.");
        code.Line("/// <code>");
        code.Line($"/// q = clamp(round(x / scale[c] + offset[c]){EpilogueEmitter.Plus(quantizer.ZeroPoint)}, 0, {Literals.Number(quantizer.Max)})");
        code.Line("/// </code>");
        code.Line("/// </summary>");
        using (code.Open(StepCode.Signature("QuantizeSample", Division(plan))))
        {
            code.Line("var scales = MemoryMarshal.Cast<uint, float>(InputScaleBits);");
            code.Line("var offsets = MemoryMarshal.Cast<uint, float>(InputOffsetBits);");
            if (input.Pixels == PixelLayout.Hwc)
            {
                var channels = input.Shape[0];
                code.Line("QuantizeInput<TTier>.ToHwc(");
                code.Line($"    frame.Sample, channels: {Literals.Number(channels)}, length: {Literals.Number(plan.InputLength / channels)}, blockBegin, blockEnd,");
                code.Line($"    scales, offsets, {limits}, frame.Input);");
            }
            else if (input.Scale.Count == 1)
            {
                code.Line("QuantizeInput<TTier>.Plane(");
                code.Line($"    frame.Sample + blockBegin, blockEnd - blockBegin, scales[0], offsets[0], {limits}, frame.Input + blockBegin);");
            }
            else
            {
                var length = Literals.Number(plan.InputLength / input.Scale.Count);
                code.Line("QuantizeInput<TTier>.Channels(");
                code.Line($"    frame.Sample + ((nint)blockBegin * {length}), length: {length},");
                code.Line($"    scales[blockBegin..blockEnd], offsets[blockBegin..blockEnd], {limits},");
                code.Line($"    frame.Input + ((nint)blockBegin * {length}));");
            }
        }
    }

    private static void EmitBits(CodeWriter code, string name, string summary, EquatableArray<float> values)
    {
        code.Summary($"{summary}: {string.Join(", ", values.Take(8).Select(value => Literals.Short(value)))}{(values.Count > 8 ? " ..." : string.Empty)}.");
        code.Line($"private static ReadOnlySpan<uint> {name} => [{string.Join(", ", values.Select(Literals.Bits))}];\n");
    }
}
