namespace QMlp.Calibrator.Report;

/// <summary>What <c>inspect</c> shows of a float model.</summary>
/// <param name="Batch">Batch size that the model insists on; null when any will do.</param>
/// <param name="OutputShape">Null where the network is not understood; so are the two figures behind it.</param>
/// <param name="Supported">Whether <c>calibrate</c> can quantize it; if not, <paramref name="Refusals"/> say why.</param>
/// <param name="Refusals">Every node that stands in the way, by cause.</param>
/// <param name="NotLookedAt">Which nodes are not among them, and why; null where all were looked at.</param>
/// <param name="Notes">How the network's end differs from the model's, in sentences.</param>
/// <param name="Steps">The network after import and simplification; empty where it is not understood.</param>
sealed record FloatModelReport(
    string File,
    int Opset,
    string Producer,
    string Input,
    IReadOnlyList<int> InputShape,
    int? Batch,
    string Output,
    IReadOnlyList<int>? OutputShape,
    long? Parameters,
    long? Macs,
    bool Supported,
    IReadOnlyList<Refusal> Refusals,
    string? NotLookedAt,
    IReadOnlyList<string> Notes,
    IReadOnlyList<StepReport> Steps) : ICheckReport
{
    public bool HasPassed() => Supported;

    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{File}: float ONNX, opset {Opset}{(Producer.Length > 0 ? ", written by " + Producer : "")}");
        output.WriteLine(
            $"{Input} {NumberText.Shape(InputShape)} -> {Output}{(OutputShape is null ? "" : " " + NumberText.Shape(OutputShape))}, batch "
                + $"{(Batch is { } batch ? NumberText.Count(batch) : "free")}");
        if (Parameters is { } parameters && Macs is { } macs)
        {
            output.WriteLine($"{NumberText.Count(parameters)} parameters, {NumberText.Operations(macs)} MACs a sample");
        }

        WriteVerdict(output);
        foreach (var note in Notes)
        {
            output.WriteLine($"Note: {note}");
        }

        if (Steps.Count > 0)
        {
            output.WriteLine();
            StepReport.WriteTable(Steps, output);
        }
    }

    private void WriteVerdict(TextWriter output)
    {
        var count = Refusals.Sum(refusal => refusal.Count);
        output.WriteLine(
            count == 0 ? "can be calibrated"
            : count == 1 ? $"cannot be calibrated: {Refusals[0].Sentence}"
            : $"cannot be calibrated: {NumberText.Count(count)} nodes stand in the way");
        foreach (var refusal in count > 1 ? Refusals : [])
        {
            output.WriteLine($"  {refusal}");
        }

        if (NotLookedAt is not null)
        {
            output.WriteLine(NotLookedAt);
        }
    }
}
