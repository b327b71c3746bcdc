namespace QMlp.Calibrator;

/// <summary>
/// An error that the user can mend: its message is one sentence (or two) that names the file, line or node and says what to change.
/// The command line prints it without a stack trace and exits with 3. Names in it may come from anywhere: what a terminal would obey is made visible.
/// </summary>
class UserError(string message, Exception? cause = null) : Exception(Printable.Text(message.ReplaceLineEndings(" ")), cause);
