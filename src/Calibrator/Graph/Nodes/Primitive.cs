namespace QMlp.Calibrator.Graph;

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
    Log,
    Erf,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,

    /// <summary>Three operands: condition (0 or 1), value if true, value if false.</summary>
    Select,
}
