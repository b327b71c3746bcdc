namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Axis i of Transpose(x, p) is axis p[i] of x.</summary>
static class Permutations
{
    public static int[] Inverse(IReadOnlyList<int> p)
    {
        var inverse = new int[p.Count];
        for (var i = 0; i < p.Count; i++)
        {
            inverse[p[i]] = i;
        }

        return inverse;
    }

    /// <summary>The permutation of Transpose(Transpose(x, first), second).</summary>
    public static int[] Compose(IReadOnlyList<int> first, IReadOnlyList<int> second) => [.. second.Select(axis => first[axis])];

    public static bool IsIdentity(IReadOnlyList<int> p) => p.Select((axis, i) => axis == i).All(same => same);
}
