namespace QMlp.Calibrator;

/// <summary>
/// A model that is read and cannot be compiled, with everything that stands in the way. Of a single node the message is the sentence about it;
/// of several it counts them and lists the causes. What was not looked at stands in <see cref="Lines"/> alone.
/// </summary>
sealed class UnsupportedModel : UserError
{
    /// <param name="model">Name of the model, for the head of a list.</param>
    /// <param name="refusals">At least one; those of one cause are joined.</param>
    /// <param name="end">A sentence on what was not looked at, and why; null where everything was.</param>
    public UnsupportedModel(string model, IEnumerable<Refusal> refusals, string? end = null, Exception? cause = null)
        : this(model, [.. Refusal.Group(refusals).Select(refusal => refusal.Printed())], end, cause)
    {
    }

    private UnsupportedModel(string model, IReadOnlyList<Refusal> refusals, string? end, Exception? cause)
        : base(string.Join(' ', Write(model, refusals, null)), cause) =>
        (Refusals, End, Lines) = (refusals, end, [.. Write(model, refusals, end).Select(Printable.Text)]);

    /// <summary>Grouped by cause, in the order of the network.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>What was not looked at, and why; null where everything was.</summary>
    public string? End { get; }

    /// <summary>The message for a terminal: a sentence, then one line for each cause where there are several nodes.</summary>
    public IReadOnlyList<string> Lines { get; }

    private static IEnumerable<string> Write(string model, IReadOnlyList<Refusal> refusals, string? end)
    {
        var count = refusals.Sum(refusal => refusal.Count);
        if (count <= 1)
        {
            yield return refusals[0].Sentence;
        }
        else
        {
            yield return $"{model}: {count} nodes stand in the way of compiling the model, for {refusals.Count} cause{(refusals.Count == 1 ? "" : "s")}:";
            foreach (var refusal in refusals)
            {
                yield return $"{refusal}.";
            }
        }

        if (end is not null)
        {
            yield return end;
        }
    }
}
