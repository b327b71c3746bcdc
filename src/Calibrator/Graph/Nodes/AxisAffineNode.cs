namespace QMlp.Calibrator.Graph;

/// <summary>
/// y = x * scale[i] + shift[i] with i the index along <paramref name="Axis"/>: an <see cref="AffineNode"/> whose axis has not been brought last.
/// Only between import and simplification.
/// </summary>
sealed record AxisAffineNode(string Name, Value Input, int Axis, float[] Scale, float[] Shift, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "affine";

    public override long Parameters => Scale.Length + Shift.Length;

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

    public override void Compute(Func<Value, float[]> read, float[] y) => AffineMap.Apply(Scale, Shift, Output.Shape.Inner(Axis), read(Input), y);

    public override Interval Bounds(Func<Value, Interval> of) => AffineMap.Bounds(Scale, Shift, of(Input));

    public override bool MakesApart(int groups, Func<Value, bool> input) => true;
}
