using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>One trip over memory: a step, or several that run together on one band of rows after another.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Method">Name of the emitted method.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Rows">Rows of all steps where they run in bands; 0 for a single step that runs whole.</param>
/// <param name="BandRows">Rows that run through all steps before the next rows begin.</param>
sealed record Pass(string Name, string Method, EquatableArray<PlanStep> Steps, int Rows, int BandRows)
{
    public bool IsBanded => Steps.Count > 1;

    /// <summary>How the pass is divided between threads.</summary>
    public Division Division => IsBanded ? new Division(DivisionAxis.Rows, Rows, DivisionMultiple.BlockRows) : Steps[0].Division;

    public long MultiplyAccumulates => Steps.Sum(step => step.MultiplyAccumulates);

    /// <summary>Bytes read and written, what stays in a band's buffers not counted.</summary>
    public long Bytes => Steps.Sum(step => step.ConstantBytes) + Steps.Sum(step => step.ActivationBytes) - (2 * Internal.Sum(slot => slot.Layout.Bytes));

    /// <summary>Slots that are written and read within the pass and nowhere else.</summary>
    public IEnumerable<Slot> Internal => Steps.Take(Steps.Count - 1).Select(step => step.Output);

    /// <summary>How rows run through the steps, in words; null for a single step.</summary>
    public string? BandSentence => this switch
    {
        { IsBanded: false } => null,
        { BandRows: var band, Rows: var rows } when band < rows => Prose.Text($"together, in bands of {band} of {rows} rows"),
        _ => "together, all rows at once",
    };

    /// <summary>A step that runs whole.</summary>
    public static Pass Of(PlanStep step) => new(step.Name, step.Method, EquatableArray.Create(step), 0, 0);
}
