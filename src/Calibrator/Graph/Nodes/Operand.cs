namespace QMlp.Calibrator.Graph;

/// <summary>An operand of a primitive: an activation or a constant, exactly one of which is not null.</summary>
readonly record struct Operand(Value? Value, Constant? Constant)
{
    public Shape Shape => Value?.Shape ?? Constant!.Shape;
}

/// <summary>A constant operand, row-major.</summary>
sealed record Constant(Shape Shape, float[] Elements)
{
    /// <summary>The one number that all elements are, or null.</summary>
    public float? Uniform => Elements.Length > 0 && Elements.AsSpan().IndexOfAnyExcept(Elements[0]) < 0 ? Elements[0] : null;
}
