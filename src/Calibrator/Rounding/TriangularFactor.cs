namespace QMlp.Calibrator.Rounding;

/// <summary>
/// A symmetric positive definite matrix H of order n as U U^T with U upper triangular, kept as the rows of U^T: the Cholesky
/// factorization from the last row to the first. Plain code and not a library's, because the order of its operations decides how weights
/// are rounded.
/// </summary>
sealed class TriangularFactor
{
    private readonly double[] _transposed;

    private TriangularFactor(int order, double[] transposed)
    {
        Order = order;
        _transposed = transposed;
    }

    public int Order { get; }

    /// <summary>U[k, i] for k from 0 to i.</summary>
    public ReadOnlySpan<double> Column(int i) => _transposed.AsSpan(i * Order, i + 1);

    /// <param name="matrix">[order, order], symmetric.</param>
    /// <param name="damping">Added to the diagonal; large enough that the sum is positive definite.</param>
    /// <exception cref="ArithmeticException">The damped matrix is not positive definite.</exception>
    public static TriangularFactor Of(ReadOnlySpan<double> matrix, int order, double damping, CancellationToken cancellation = default)
    {
        var u = matrix.ToArray();
        for (var j = order - 1; j >= 0; j--)
        {
            cancellation.ThrowIfCancellationRequested();
            var tail = order - j - 1;
            var pivot = u[(j * order) + j] + damping - Squares(u.AsSpan((j * order) + j + 1, tail));
            if (!(pivot > 0))
            {
                throw new ArithmeticException($"The matrix is not positive definite (pivot {j} is {pivot}).");
            }

            var diagonal = Math.Sqrt(pivot);
            u[(j * order) + j] = diagonal;
            Parallel.For(0, j, i => u[(i * order) + j] =
                (u[(i * order) + j] - FixedOrder.Dot(u.AsSpan((i * order) + j + 1, tail), u.AsSpan((j * order) + j + 1, tail))) / diagonal);
        }

        var transposed = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            for (var k = 0; k <= i; k++)
            {
                transposed[(i * order) + k] = u[(k * order) + i];
            }
        }

        return new TriangularFactor(order, transposed);
    }

    private static double Squares(ReadOnlySpan<double> values) => FixedOrder.Dot(values, values);
}
