namespace QMlp.Calibrator.Commands;

/// <summary>Arguments that are well-formed one by one but make no sense together; the process exits with <see cref="ExitCode.Usage"/>.</summary>
sealed class UsageError(string message) : Exception(message);
