namespace QMlp.Calibrator.Report;

/// <summary>
/// The result of a command, ready to be shown. With <c>--json</c> its public properties are the keys of the one object on
/// standard output, in camel case and in the order of their declaration; numbers that JSON lacks (infinities) become null.
/// </summary>
interface IReport
{
    /// <summary>Writes the result for people.</summary>
    void WriteText(TextWriter output);
}

/// <summary>A report that can be bad news: a check that failed makes the command exit with 1.</summary>
interface ICheckReport : IReport
{
    /// <summary>Named as a method so that it does not become a key of the JSON object.</summary>
    bool HasPassed();
}
