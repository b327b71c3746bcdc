namespace QMlp.Calibrator.Rounding;

/// <summary>
/// The order in which <see cref="GptqRounding"/> rounds the weights of a row: the most active group first, within it the most active inputs
/// first.
/// </summary>
/// <param name="Inputs">The input k of each turn.</param>
/// <param name="Groups">The groups in their order: each takes as many turns as it has weights.</param>
sealed record InputOrder(IReadOnlyList<int> Inputs, IReadOnlyList<int> Groups)
{
    /// <param name="moments">[depth, depth]; the diagonal says how active inputs are.</param>
    public static InputOrder Of(double[] moments, RowGroups groups)
    {
        int[] order =
        [
            .. Enumerable.Range(0, groups.Count)
                .OrderByDescending(g => Members(g).Average(Activity)),
        ];
        return new InputOrder([.. order.SelectMany(g => Members(g).OrderByDescending(Activity))], order);

        IEnumerable<int> Members(int g)
        {
            var (begin, end) = groups.Bounds(g);
            return Enumerable.Range(begin, end - begin);
        }

        double Activity(int k) => moments[(k * groups.Depth) + k];
    }
}
