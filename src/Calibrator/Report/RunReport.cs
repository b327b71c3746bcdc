namespace QMlp.Calibrator.Report;

/// <summary>What <c>run</c> wrote.</summary>
/// <param name="Shape">Shape of the array in the file: samples first.</param>
/// <param name="Kernel">Tier that ran.</param>
sealed record RunReport(string Output, int Samples, IReadOnlyList<int> Shape, string Kernel) : IReport
{
    public void WriteText(TextWriter output) =>
        output.WriteLine($"{Output}: outputs of {NumberText.Count(Samples)} samples, float32 {NumberText.Shape(Shape)}, kernel {Kernel}");
}
