namespace QMlp.Calibrator.Report;

/// <summary>What <c>generate</c> wrote.</summary>
/// <param name="ClassName">Name of the class, with its namespace.</param>
/// <param name="Files">Names of the files in <paramref name="Output"/>.</param>
/// <param name="Resource">Name under which the sidecar must be embedded into the assembly; null when the weights are part of the code.</param>
sealed record GenerationReport(string Output, string ClassName, IReadOnlyList<string> Files, string? Resource) : IReport
{
    public void WriteText(TextWriter output)
    {
        output.WriteLine($"class {ClassName} in {Output}:");
        foreach (var file in Files)
        {
            output.WriteLine("  " + file);
        }

        if (Resource is not null)
        {
            output.WriteLine($"embed the model's .weights file as the resource '{Resource}'");
        }
    }
}
