namespace QMlp.Calibrator;

/// <summary>
/// What was asked to hold does not: accuracy, size or exactness are not what the user demands of them. The message says what was found and what was
/// asked for. The command line exits with 1; nothing is wrong with the inputs, so this is no <see cref="UserError"/>.
/// </summary>
sealed class FailedCheck(string message) : Exception(message);
