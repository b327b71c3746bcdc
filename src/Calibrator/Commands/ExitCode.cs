namespace QMlp.Calibrator.Commands;

/// <summary>What the process says when it ends. Where it is not 0, standard error (or the report) has the sentence.</summary>
static class ExitCode
{
    /// <summary>Done; checks passed.</summary>
    public const int Done = 0;

    /// <summary>A check failed: what was asked for does not hold.</summary>
    public const int Failed = 1;

    /// <summary>The arguments themselves make no sense.</summary>
    public const int Usage = 2;

    /// <summary>An input is missing, damaged or does not fit, or the model has something that is not supported.</summary>
    public const int BadInput = 3;

    /// <summary>Stopped by Ctrl-C: 128 and SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM: 128 and its number.</summary>
    public const int Terminated = 143;

    /// <summary>What each code means, for help.</summary>
    /// <param name="check">What makes the command exit with <see cref="Failed"/>; null: nothing does.</param>
    public static IEnumerable<(int Code, string Meaning)> Meanings(string? check)
    {
        yield return (Done, "done");
        if (check is not null)
        {
            yield return (Failed, check);
        }

        yield return (Usage, "the arguments make no sense");
        yield return (BadInput, "an input is bad, or the model is not supported");
        yield return (Interrupted, "stopped by Ctrl-C (SIGINT)");
        yield return (Terminated, "stopped by SIGTERM");
    }

    /// <summary>The code and the sentence of what ended a command; null for what is no fault of the user's: a defect of this program.</summary>
    /// <param name="interruption">What may have stopped it.</param>
    public static (int Code, string Sentence)? Of(Exception error, Interruption interruption) => error switch
    {
        OperationCanceledException when interruption.Token.IsCancellationRequested => (interruption.ExitCode, "interrupted; nothing was written."),
        FailedCheck => (Failed, error.Message),
        UsageError => (Usage, error.Message),

        // What the file system says (full disk, no permission, a name too long) already is a sentence with the path in it.
        UserError or IOException or UnauthorizedAccessException => (BadInput, error.Message),
        _ => null,
    };
}
