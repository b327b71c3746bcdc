namespace QMlp.ModelFormat;

/// <summary>What <see cref="ModelReader"/> made of a text: a valid model, or at least one error.</summary>
/// <param name="Model">The model; null when there are errors. Of a sidecar's bytes nothing has been loaded.</param>
/// <param name="Errors">Empty when there is a model. The first one matters most; later ones may follow from it.</param>
/// <param name="StepPositions">Where each step of the model begins, in the order of its steps, for diagnostics of later stages.</param>
sealed record ReadResult(
    QuantizedModel? Model,
    EquatableArray<FormatError> Errors,
    EquatableArray<TextPosition> StepPositions)
{
    public bool Success => Model is not null;
}

/// <summary>A place in a text; both numbers are 1-based.</summary>
readonly record struct TextPosition(int Line, int Column);
