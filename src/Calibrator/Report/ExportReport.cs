namespace QMlp.Calibrator.Report;

/// <summary>What <c>export</c> wrote.</summary>
/// <param name="Format">Form of the matrix products: "onnx-qdq" or "onnx-matmulnbits".</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="InputName">Name of the float input, which is the float model's.</param>
/// <param name="InputShape">Its shape, a batch of 1 included.</param>
sealed record ExportReport(string Output, string Format, long Bytes, string InputName, IReadOnlyList<int> InputShape, string OutputName) : IReport
{
    public void WriteText(TextWriter output) =>
        output.WriteLine($"{Output}: {Format}, {NumberText.Bytes(Bytes)}, input '{InputName}' float32 {NumberText.Shape(InputShape)}, output '{OutputName}'");
}
