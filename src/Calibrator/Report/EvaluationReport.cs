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
        var table = new TextTable($"{Format.Count(Samples)} samples, kernel {Kernel}", "").AlignRight(1);
        Add("top-1", Format.Percent(Top1), Top1);
        Add("top-5", Format.Percent(Top5), Top5);
        Add("top-1 of the float model", Format.Percent(FloatTop1), FloatTop1);
        Add("agreement with the float model", Format.Percent(Agreement), Agreement);
        Add("SQNR of the outputs", Format.Decibels(SqnrDb), SqnrDb);
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
