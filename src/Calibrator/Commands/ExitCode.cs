namespace QMlp.Calibrator.Commands;

/// <summary>What the process says when it ends.</summary>
static class ExitCode
{
    /// <summary>Done; checks passed.</summary>
    public const int Done = 0;

    /// <summary>A check failed, an input was bad, or the user interrupted: standard error has the sentence.</summary>
    public const int Failed = 1;

    /// <summary>The arguments themselves make no sense.</summary>
    public const int Usage = 2;
}
