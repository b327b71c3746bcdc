namespace QMlp.Calibrator.Graph;

/// <summary>
/// A function that has no name and is known by how it is computed: steps in double arithmetic, each from earlier ones, the last one its value.
/// Functions of equal steps are equal.
/// </summary>
sealed record ComputedFunction(IReadOnlyList<FunctionStep> Steps) : ActivationFunction
{
    /// <summary>Where the function is not defined, which is where no data of a sound network lies, it is 0; where infinite, as large as a float is.</summary>
    public override double Apply(double x)
    {
        Span<double> values = stackalloc double[Steps.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Steps[i].Compute(x, values);
        }

        return double.IsNaN(values[^1]) ? 0 : Math.Clamp(values[^1], -float.MaxValue, float.MaxValue);
    }

    public bool Equals(ComputedFunction? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Aggregate(Steps.Count, HashCode.Combine);
}

/// <summary>One step of a <see cref="ComputedFunction"/>. Steps refer to earlier ones by their index.</summary>
abstract record FunctionStep
{
    /// <param name="x">The function's argument.</param>
    /// <param name="steps">Values of the earlier steps.</param>
    public abstract double Compute(double x, ReadOnlySpan<double> steps);
}

/// <summary>The function's argument.</summary>
sealed record ArgumentStep : FunctionStep
{
    public override double Compute(double x, ReadOnlySpan<double> steps) => x;
}

sealed record ConstantStep(double Number) : FunctionStep
{
    public override double Compute(double x, ReadOnlySpan<double> steps) => Number;
}

/// <summary>A primitive with up to three operands; those that it does not have are 0.</summary>
sealed record OperationStep(Primitive Operation, int First, int Second, int Third) : FunctionStep
{
    public override double Compute(double x, ReadOnlySpan<double> steps) => ScalarArithmetic.Apply(Operation, steps[First], steps[Second], steps[Third]);
}

/// <summary>A function of an earlier step.</summary>
sealed record ApplicationStep(ActivationFunction Function, int Argument) : FunctionStep
{
    public override double Compute(double x, ReadOnlySpan<double> steps) => Function.Apply(steps[Argument]);
}
