namespace QMlp.Calibrator.Graph;

// The nodes below exist between import and simplification only: passes make canonical operators of them, and whatever
// remains at the end is refused by name.

/// <summary>Elementwise arithmetic from which exporters spell normalizations and activation functions.</summary>
enum Primitive
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Minimum,
    Maximum,
    Sqrt,
    Reciprocal,
    Negate,
    Abs,
    Exp,
    Erf,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,

    /// <summary>Three operands: condition (0 or 1), value if true, value if false.</summary>
    Select,
}

/// <summary>A constant operand, row-major.</summary>
sealed record Constant(Shape Shape, float[] Elements)
{
    /// <summary>The one number that all elements are, or null.</summary>
    public float? Uniform => Elements.Length > 0 && Elements.AsSpan().IndexOfAnyExcept(Elements[0]) < 0 ? Elements[0] : null;
}

/// <summary>An operand of a primitive: an activation or a constant, exactly one of which is not null.</summary>
readonly record struct Operand(Value? Value, Constant? Constant)
{
    public Shape Shape => Value?.Shape ?? Constant!.Shape;
}

/// <summary>One elementwise operation on operands that broadcast against each other as in ONNX (and NumPy).</summary>
/// <param name="Source">The ONNX operator, for the sentence that refuses it.</param>
sealed record PrimitiveNode(string Name, Primitive Operation, IReadOnlyList<Operand> Operands, string Source, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [.. Operands.Where(operand => operand.Value is not null).Select(operand => operand.Value!)];
}

/// <summary>y = x * scale[i] + shift[i] with i the index along <paramref name="Axis"/>: an <see cref="AffineNode"/> whose axis has not been brought last.</summary>
sealed record AxisAffineNode(string Name, Value Input, int Axis, float[] Scale, float[] Shift, Value Output) : Node(Name, Output)
{
    public override IReadOnlyList<Value> Inputs => [Input];

    /// <summary>True where one scale and one shift serve all elements, so that the axis means nothing.</summary>
    public bool IsUniform => Scale.AsSpan().IndexOfAnyExcept(Scale[0]) < 0 && Shift.AsSpan().IndexOfAnyExcept(Shift[0]) < 0;

    /// <summary>Scale and shift for each index along another axis, or null where they cannot be given along it.</summary>
    public (float[] Scale, float[] Shift)? Along(int axis)
    {
        if (axis == Axis)
        {
            return (Scale, Shift);
        }

        if (!IsUniform)
        {
            return null;
        }

        var extent = Output.Shape[axis];
        return ([.. Enumerable.Repeat(Scale[0], extent)], [.. Enumerable.Repeat(Shift[0], extent)]);
    }
}
