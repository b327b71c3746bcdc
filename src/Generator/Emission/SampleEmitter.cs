using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>The entry of floats: each is quantized, and CHW samples become interleaved pixels where the network reads those.</summary>
static class SampleEmitter
{
    public static void Emit(CodeWriter code, ExecutionPlan plan, KernelUses kernels)
    {
        kernels.Add("QuantizeInput.cs");
        var input = plan.Model.Input;
        var quantizer = plan.Model.Tensors.First(tensor => tensor.Name == input.Tensor).Quantization[0];
        var limits = $"{Literals.Number(quantizer.ZeroPoint)}, {Literals.Number(quantizer.Max)}";
        EmitBits(code, "InputScaleBits", "Scales of the input's channels as float32 bits", input.Scale);
        EmitBits(code, "InputOffsetBits", "Offsets of the input's channels as float32 bits", input.Offset);
        code.Line("/// <summary>");
        code.Line("/// Quantizes a sample of floats.");
        code.Line("/// <code>");
        code.Line($"/// q = clamp(round(x / scale[c] + offset[c]){EpilogueEmitter.Plus(quantizer.ZeroPoint)}, 0, {Literals.Number(quantizer.Max)})");
        code.Line("/// </code>");
        code.Line("/// </summary>");
        using (code.Open("private static void QuantizeSample<TTier>(float* x, byte* y)\n    where TTier : struct, ITier"))
        {
            code.Line("var scales = MemoryMarshal.Cast<uint, float>(InputScaleBits);");
            code.Line("var offsets = MemoryMarshal.Cast<uint, float>(InputOffsetBits);");
            if (input.Pixels == PixelLayout.Hwc)
            {
                var channels = input.Shape[0];
                code.Line($"QuantizeInput<TTier>.ToHwc(x, {Literals.Number(channels)}, {Literals.Number(plan.InputLength / channels)}, scales, offsets, {limits}, y);");
            }
            else if (input.Scale.Count == 1)
            {
                code.Line($"QuantizeInput<TTier>.Plane(x, InputLength, scales[0], offsets[0], {limits}, y);");
            }
            else
            {
                code.Line($"QuantizeInput<TTier>.Channels(x, {Literals.Number(plan.InputLength / input.Scale.Count)}, scales, offsets, {limits}, y);");
            }
        }

    }

    private static void EmitBits(CodeWriter code, string name, string summary, EquatableArray<float> values)
    {
        code.Summary($"{summary}: {string.Join(", ", values.Take(8).Select(value => Literals.Short(value)))}{(values.Count > 8 ? " ..." : string.Empty)}.");
        code.Line($"private static ReadOnlySpan<uint> {name} => [{string.Join(", ", values.Select(Literals.Bits))}];\n");
    }
}
