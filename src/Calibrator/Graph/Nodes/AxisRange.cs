namespace QMlp.Calibrator.Graph;

/// <summary>Ranges of one axis of an array.</summary>
static class AxisRange
{
    /// <summary>Copies indices <paramref name="fromStart"/> to <paramref name="fromStart"/> + <paramref name="length"/> - 1 along an axis, to <paramref name="toStart"/> and after.</summary>
    public static void Copy<T>(T[] x, Shape from, int fromStart, T[] y, Shape to, int toStart, int axis, int length)
    {
        var inner = from.Inner(axis);
        for (var outer = 0; outer < from.Outer(axis); outer++)
        {
            x.AsSpan(((outer * from[axis]) + fromStart) * inner, length * inner)
                .CopyTo(y.AsSpan(((outer * to[axis]) + toStart) * inner));
        }
    }
}
