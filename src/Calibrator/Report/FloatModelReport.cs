namespace QMlp.Calibrator.Report;

/// <summary>What <c>inspect</c> shows of a float model.</summary>
/// <param name="Batch">Batch size that the model insists on; null when any will do.</param>
/// <param name="Supported">Whether <c>calibrate</c> can quantize it; if not, <paramref name="Refusal"/> says why.</param>
/// <param name="Notes">How the network's end differs from the model's, in sentences.</param>
/// <param name="Steps">The network after import and simplification.</param>
sealed record FloatModelReport(
    string File,
    int Opset,
    string Producer,
    string Input,
    IReadOnlyList<int> InputShape,
    int? Batch,
    string Output,
    IReadOnlyList<int> OutputShape,
    long Parameters,
    long Macs,
    bool Supported,
    string? Refusal,
    IReadOnlyList<string> Notes,
    IReadOnlyList<StepReport> Steps) : ICheckReport
{
    public bool HasPassed() => Supported;

    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{File}: float ONNX, opset {Opset}{(Producer.Length > 0 ? ", written by " + Producer : "")}");
        output.WriteLine(
            $"{Input} {NumberText.Shape(InputShape)} -> {Output} {NumberText.Shape(OutputShape)}, batch "
                + $"{(Batch is { } batch ? NumberText.Count(batch) : "free")}");
        output.WriteLine($"{NumberText.Count(Parameters)} parameters, {NumberText.Operations(Macs)} MACs a sample");
        output.WriteLine(Supported ? "can be calibrated" : $"cannot be calibrated: {Refusal}");
        foreach (var note in Notes)
        {
            output.WriteLine($"Note: {note}");
        }

        output.WriteLine();
        StepReport.WriteTable(Steps, output);
    }
}
