namespace QMlp.ModelFormat.Validation;

/// <summary>A rule of the format that a model breaks.</summary>
/// <param name="Path">Where, as a path of the file: <c>steps[3].groups[0].bias</c>.</param>
/// <param name="Message">A sentence that names the step or tensor.</param>
readonly record struct Violation(string Path, string Message);
