namespace QMlp.Calibrator.Report;

/// <summary>What <c>inspect --json</c> says of a file that cannot be read: the same two members as of any other model, and why.</summary>
/// <param name="Supported">False.</param>
/// <param name="Refusals">Empty: nobody got as far as to a node.</param>
sealed record UnreadableModelReport(string File, bool Supported, IReadOnlyList<Refusal> Refusals, string Error) : IReport
{
    public void WriteText(TextWriter output) => output.WriteLine(Error);
}
