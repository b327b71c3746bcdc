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
        code.Comment("Quantizes a sample of floats. What is not a number becomes 0.");
        code.Line($"//     q = clamp(round(x / scale[c] + offset[c]){EpilogueEmitter.Plus(quantizer.ZeroPoint)}, 0, {Literals.Number(quantizer.Max)})");
        using (code.Open(StepCode.Signature("QuantizeSample", Division(plan))))
        {
            code.Line("var scales = global::System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(InputScaleBits);");
            code.Line("var offsets = global::System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(InputOffsetBits);");
            if (input.Pixels == PixelLayout.Hwc)
            {
                var channels = input.Shape[0];
                code.Line("global::QMlp.Runtime.QuantizeInput<TTier>.ToHwc(");
                code.Line(
                    $"    x: frame.Sample, channels: {Literals.Number(channels)}, length: {Literals.Number(plan.InputLength / channels)}, blockBegin, "
                        + "blockEnd,");
                code.Line($"    scales, offsets, {limits}, y: frame.Input);");
            }
            else if (input.Scale.Count == 1)
            {
                code.Line("global::QMlp.Runtime.QuantizeInput<TTier>.Plane(");
                code.Line($"    x: frame.Sample + blockBegin, length: blockEnd - blockBegin, scale: scales[0], offset: offsets[0], {limits},");
                code.Line("    y: frame.Input + blockBegin);");
            }
            else
            {
                var length = Literals.Number(plan.InputLength / input.Scale.Count);
                code.Line("global::QMlp.Runtime.QuantizeInput<TTier>.Channels(");
                code.Line($"    x: frame.Sample + ((nint)blockBegin * {length}), length: {length},");
                code.Line($"    scales: scales[blockBegin..blockEnd], offsets: offsets[blockBegin..blockEnd], {limits},");
                code.Line($"    y: frame.Input + ((nint)blockBegin * {length}));");
            }
        }
    }

    private static void EmitBits(CodeWriter code, string name, string summary, EquatableArray<float> values)
    {
        code.Comment($"{summary}: {string.Join(", ", values.Take(8).Select(value => Literals.Short(value)))}{(values.Count > 8 ? " ..." : string.Empty)}.");
        code.Line($"private static global::System.ReadOnlySpan<uint> {name} => [{string.Join(", ", values.Select(Literals.Bits))}];\n");
    }
}
