namespace QMlp.Calibrator.Planning;

/// <summary>A planned step between tensors.</summary>
/// <param name="Inputs">The tensors that hold the values of <see cref="PlannedStep.Reads"/>.</param>
sealed record PlacedStep(PlannedStep Step, IReadOnlyList<PlannedTensor> Inputs, PlannedTensor Output)
{
    public string Name => Step.Name;

    /// <summary>The tensor that the step computes on.</summary>
    public PlannedTensor Input => Inputs[0];
}
