using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Ranges without data, for the values of a quantized model that it states no quantizer for: the residual stream, and what goes into an
/// activation function. They follow from the quantizers that it states for others. A range that is too wide costs little there: 16 bits
/// have room, and a function's table is trimmed to the inputs that its output's quantizer tells apart.
/// </summary>
/// <remarks>
/// <code>
/// quantized value     what its integers can represent, within what the rule below gives
/// linear layer        per output: mean +- 8 standard deviations of the sum, with inputs taken to be independent and uniform over their
///                     range, but never beyond the worst case; the union over outputs
/// layer norm          +-8 gain + shift, never beyond sqrt(channels - 1) gain, which is as far as a normalized value can be
/// sum, product of values, affine, mean   interval arithmetic;  activation function: its values on 1025 points of the range
/// </code>
/// </remarks>
static class RangeAnalysis
{
    private const double Deviations = 8;
    private const int Points = 1024;

    /// <returns>A range for each request of the plan.</returns>
    /// <exception cref="UserError">A value that would be stored in bytes has no quantizer: guessing its range would cost too much.</exception>
    public static IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> Estimate(QuantizationPlan plan)
    {
        var graph = plan.Graph;
        RequireQuantizers(plan);
        var intervals = new Dictionary<Value, Interval> { [graph.Input] = Within(graph, graph.Input, Interval.Everything) };
        foreach (var node in graph.Nodes)
        {
            intervals[node.Output] = Within(graph, node.Output, Of(node, value => intervals[value]));
        }

        return plan.Requests.ToDictionary(
            request => request.Value,
            request => (IReadOnlyList<ActivationRange>)[new ActivationRange((float)intervals[request.Value].Low, (float)intervals[request.Value].High)]);
    }

    /// <summary>Only tables' inputs and 16-bit tensors can do with an estimate.</summary>
    private static void RequireQuantizers(QuantizationPlan plan)
    {
        var beforeTables = plan.Steps.SelectMany(placed => placed.Step.Observes).Select(request => request.Value).ToHashSet();
        var missing = plan.Requests.FirstOrDefault(request =>
            !request.FullRange && !beforeTables.Contains(request.Value) && !plan.Graph.WideQuantizers.ContainsKey(request.Value));
        if (missing is not null)
        {
            throw new UserError(
                $"The model is quantized, but not its tensor '{missing.Value.Name}', which has to be; give samples with --data, so that its range can be observed.");
        }
    }

    private static Interval Within(FloatGraph graph, Value value, Interval interval)
    {
        if (graph.WideQuantizers.TryGetValue(value, out var wide))
        {
            return interval.Intersect(wide.Lowest, wide.Highest);
        }

        return graph.Quantizers.TryGetValue(value, out var quantizers)
            ? interval.Intersect(quantizers.Min(quantizer => quantizer.Lowest), quantizers.Max(quantizer => quantizer.Highest))
            : interval;
    }

    private static Interval Of(Node node, Func<Value, Interval> read) => node switch
    {
        LinearNode n => n.Groups.Select(group => Product(group, read(n.Input))).Aggregate(Interval.Union),
        LayerNormNode n => Normalized(n),
        AffineNode n => Affine(n, read(n.Input)),
        ActivationNode n => n.Functions.Select(function => Function(function, read(n.Input))).Aggregate(Interval.Union),
        AddNode n => new Interval(read(n.Left).Low + read(n.Right).Low, read(n.Left).High + read(n.Right).High),
        MultiplyNode n => Interval.Union(read(n.Left).Times(read(n.Right).Low), read(n.Left).Times(read(n.Right).High)),
        ConcatNode n => n.Parts.Select(read).Aggregate(Interval.Union),
        _ => read(node.Inputs[0]), // means and moves of elements
    };

    private static Interval Product(LinearWeights group, Interval x)
    {
        var (middle, variance) = ((x.Low + x.High) / 2, (x.High - x.Low) * (x.High - x.Low) / 12);
        var result = new Interval(0, 0);
        for (var n = 0; n < group.Rows; n++)
        {
            double sum = 0, magnitudes = 0, squares = 0;
            for (var k = 0; k < group.Depth; k++)
            {
                double weight = group.Weights[(n * group.Depth) + k];
                (sum, magnitudes, squares) = (sum + weight, magnitudes + Math.Abs(weight), squares + (weight * weight));
            }

            var spread = Math.Min(Deviations * Math.Sqrt(squares * variance), magnitudes * (x.High - x.Low) / 2);
            var mean = group.Bias[n] + (sum * middle);
            result = Interval.Union(result, new Interval(mean - spread, mean + spread));
        }

        var scale = group.ColumnScale?.Max(Math.Abs) ?? 1;
        return group.ColumnScale is null ? result : Interval.Union(result.Times(scale), result.Times(-scale));
    }

    private static Interval Normalized(LayerNormNode node)
    {
        var largest = Math.Min(Deviations, Math.Sqrt(node.Gain.Length - 1));
        return node.Gain
            .Select((gain, c) => new Interval(node.Shift[c] - (largest * Math.Abs(gain)), node.Shift[c] + (largest * Math.Abs(gain))))
            .Aggregate(Interval.Union);
    }

    private static Interval Affine(AffineNode node, Interval x) =>
        node.Scale.Select((scale, c) => x.Times(scale).Plus(node.Shift[c])).Aggregate(Interval.Union);

    private static Interval Function(ActivationFunction function, Interval x)
    {
        var values = Enumerable.Range(0, Points + 1).Select(i => function.Apply(x.Low + ((x.High - x.Low) * i / Points))).ToList();
        return new Interval(values.Min(), values.Max());
    }

    private readonly record struct Interval(double Low, double High)
    {
        public static Interval Everything => new(double.NegativeInfinity, double.PositiveInfinity);

        public static Interval Union(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

        public Interval Intersect(double low, double high) => new(Math.Clamp(Low, low, high), Math.Clamp(High, low, high));

        public Interval Times(double factor) => factor < 0 ? new(High * factor, Low * factor) : new(Low * factor, High * factor);

        public Interval Plus(double term) => new(Low + term, High + term);
    }
}
