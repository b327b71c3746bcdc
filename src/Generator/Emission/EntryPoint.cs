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
            "Run", "float", "input", "Classifies a sample of floats, normalized as for the float model.", $"{shape} values in row-major order", null);
        if (input.Pixels != PixelLayout.None)
        {
            yield return new EntryPoint(
                "Run", "byte", "pixels", "Classifies an image of bytes as it is: normalization is part of the network.", Pixels(input), limit);
        }

        yield return new EntryPoint(
            "RunQuantized",
            "byte",
            "quantized",
            "Runs the network on an input that is quantized already; for checks against another implementation.",
            input.Pixels == PixelLayout.Hwc ? Pixels(input) : $"{shape} values in row-major order",
            limit);
    }

    /// <summary>Whether there are overloads for several threads and for batches. Checks against another implementation need none.</summary>
    public bool IsParallel => Name == "Run";

    /// <summary>What the method for batches does.</summary>
    public string BatchSummary =>
        Summary.Replace("Classifies a sample", "Classifies samples").Replace("Classifies an image of bytes as it is", "Classifies images of bytes as they are");

    /// <summary>Begins the list of parameters.</summary>
    public string Parameters => $"global::System.ReadOnlySpan<{Type}> {Argument}, global::System.Span<float> output";

    /// <summary>Writes the check that no byte of the argument is beyond the limit.</summary>
    public void WriteLimitCheck(CodeWriter code)
    {
        if (Limit is { } limit)
        {
            code.Line($$"""
                if (global::System.MemoryExtensions.ContainsAnyExceptInRange({{Argument}}, (byte)0, (byte){{Literals.Number(limit)}}))
                {
                    throw new global::System.ArgumentException("The quantized input must lie between 0 and {{Literals.Number(limit)}}.", nameof({{Argument}}));
                }

                """);
        }
    }

    /// <summary>Documentation of an overload.</summary>
    /// <param name="addition">A sentence on what the overload does besides, or nothing.</param>
    public void WriteDocumentation(CodeWriter code, bool withScratch, bool withThreads, string addition = "")
    {
        code.Summary(Summary + addition);
        WriteRemarks(code);
        code.Line($"/// <param name=\"{Argument}\">{XmlText.Escape(Layout)}.</param>");
        code.Line("/// <param name=\"output\">Receives the logits in its first <see cref=\"OutputLength\"/> elements.</param>");
        if (withScratch)
        {
            var size = withThreads ? "<see cref=\"ScratchSizeFor\"/>" : "<see cref=\"ScratchSize\"/>";
            code.Line($"/// <param name=\"scratch\">At least {size} bytes, which no other call may use at the same time.</param>");
        }

        if (withThreads)
        {
            WriteDegree(code);
        }

        WriteExceptions(code, withThreads);
    }

    /// <summary>What becomes of values that a quantizer has no code for. Bytes are codes already.</summary>
    public void WriteRemarks(CodeWriter code)
    {
        if (Type == "float")
        {
            code.Line("""
                /// <remarks>
                /// A value beyond the range that the network was calibrated for, an infinity too, becomes the end of that range. What is not a number
                /// (NaN) becomes its lowest value. Nothing is thrown for either.
                /// </remarks>
                """);
        }
    }

    /// <summary>Documentation of the parameter degreeOfParallelism.</summary>
    public static void WriteDegree(CodeWriter code) => code.Line("""
        /// <param name="degreeOfParallelism">
        /// Threads that may share the work, at least 1: the caller and, until the call returns, threads of the pool. Where the pool is busy the
        /// caller does more of the work. The output is the same bits for every number.
        /// </param>
        """);

    /// <summary>Documentation of the exceptions.</summary>
    public void WriteExceptions(CodeWriter code, bool withThreads)
    {
        var limit = Limit is null ? string.Empty : ", or a byte lies beyond the range of the network's input";
        code.Line($"/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length{limit}.</exception>");
        if (withThreads)
        {
            code.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The number of threads is less than 1.</exception>");
        }
    }

    private static string Pixels(ModelInput input) => input.Pixels == PixelLayout.Hwc
        ? $"{input.Shape[1]} rows of {input.Shape[2]} pixels of {input.Shape[0]} bytes (height, width, channel), 0 to 255"
        : $"{HeaderEmitter.Text(input.Shape, " x ")} bytes in the order of the float sample, 0 to 255";
}
