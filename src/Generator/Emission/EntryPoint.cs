using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>One way into the network.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Type">Element type of the input.</param>
/// <param name="Argument">Name of the input's parameter.</param>
/// <param name="Summary">What the method does.</param>
/// <param name="Layout">How the input lies in memory.</param>
/// <param name="Limit">Largest byte allowed, or null where every byte is.</param>
sealed record EntryPoint(string Name, string Type, string Argument, string Summary, string Layout, int? Limit)
{
    public static IEnumerable<EntryPoint> Of(ExecutionPlan plan)
    {
        var input = plan.Model.Input;
        var shape = HeaderEmitter.Text(input.Shape, " x ");
        var max = plan.Model.Tensors.First(tensor => tensor.Name == input.Tensor).Quantization[0].Max;
        int? limit = max < byte.MaxValue ? max : null;
        yield return new EntryPoint(
            "Run", "float", "input", "Classifies a sample of floats, normalised as for the float model.", $"{shape} values in row-major order", null);
        if (input.Pixels != PixelLayout.None)
        {
            yield return new EntryPoint(
                "Run", "byte", "pixels", "Classifies an image of bytes as it is: normalisation is part of the network.", Pixels(input), limit);
        }

        yield return new EntryPoint(
            "RunQuantized",
            "byte",
            "quantized",
            "Runs the network on an input that is quantized already; for checks against another implementation.",
            input.Pixels == PixelLayout.Hwc ? Pixels(input) : $"{shape} values in row-major order",
            limit);
    }

    public void WriteDocumentation(CodeWriter code, bool withScratch)
    {
        code.Summary(withScratch ? Summary + " Works in the caller's scratch memory." : Summary);
        code.Line($"/// <param name=\"{Argument}\">{XmlText.Escape(Layout)}.</param>");
        code.Line("/// <param name=\"output\">Receives the logits in its first <see cref=\"OutputLength\"/> elements.</param>");
        if (withScratch)
        {
            code.Line("/// <param name=\"scratch\">At least <see cref=\"ScratchSize\"/> bytes, which no other call may use at the same time.</param>");
        }

        var limit = Limit is null ? string.Empty : ", or a byte lies beyond the range of the network's input";
        code.Line($"/// <exception cref=\"ArgumentException\">A span has the wrong length{limit}.</exception>");
    }

    private static string Pixels(ModelInput input) => input.Pixels == PixelLayout.Hwc
        ? $"{input.Shape[1]} rows of {input.Shape[2]} pixels of {input.Shape[0]} bytes (height, width, channel), 0 to 255"
        : $"{HeaderEmitter.Text(input.Shape, " x ")} bytes in the order of the float sample, 0 to 255";
}
