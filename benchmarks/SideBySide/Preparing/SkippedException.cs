namespace QMlp.SideBySide.Preparing;

/// <summary>A model cannot be measured here; the message says why.</summary>
sealed class SkippedException(string message) : Exception(message);
