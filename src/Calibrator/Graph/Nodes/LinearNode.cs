namespace QMlp.Calibrator.Graph;

/// <summary>
/// Matrix product along <paramref name="Axis"/>: with x seen as [outer, K, inner], y[outer, n, j] = (sum_k W[n, k] x[outer, k, j] + bias[n]) * columnScale[j].
/// Axis last: channels are mixed and inner = 1. Axis earlier: tokens are mixed, j are the channels, and several groups
/// divide the last axis into contiguous ranges with weights of their own.
/// </summary>
sealed record LinearNode(string Name, Value Input, int Axis, IReadOnlyList<LinearWeights> Groups, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "linear";

    public override long Parameters => Groups.Sum(group => group.Parameters);

    /// <summary>Each element of the output takes as many as its weights have inputs.</summary>
    public override long Macs => (long)Output.Shape.Length * Groups[0].Depth;

    /// <summary>Whether the groups are as wide as each other: only then can a tensor's quantizers follow them.</summary>
    public bool HasEqualGroups => Groups.All(group => group.Columns == Groups[0].Columns);

    public override void Compute(Func<Value, float[]> read, float[] y) => LinearExecutor.Run(this, read(Input), y);

    public override Interval Bounds(Func<Value, Interval> of) => Groups.Select(group => group.Bounds(of(Input))).Aggregate(Interval.Union);

    public override bool MakesApart(int groups, Func<Value, bool> input) => Groups.Count == groups;
}
