namespace QMlp.Calibrator.Report;

/// <summary>What <c>evaluate</c> measured; fractions of the samples, null where labels or the float model were not given.</summary>
sealed record EvaluationReport(
    int Samples,
    double? Top1,
    double? Top5,
    double? FloatTop1,
    double? Agreement,
    double? SqnrDb,
    string Kernel) : IReport
{
    public void WriteText(TextWriter output)
    {
        var table = new TextTable($"{NumberText.Count(Samples)} samples, kernel {Kernel}", "").AlignRight(1);
        Add("top-1", NumberText.Percent(Top1), Top1);
        Add("top-5", NumberText.Percent(Top5), Top5);
        Add("top-1 of the float model", NumberText.Percent(FloatTop1), FloatTop1);
        Add("agreement with the float model", NumberText.Percent(Agreement), Agreement);
        Add("SQNR of the outputs", NumberText.Decibels(SqnrDb), SqnrDb);
        table.WriteTo(output);

        void Add(string name, string text, double? value)
        {
            if (value is not null)
            {
                table.Add(name, text);
            }
        }
    }
}
