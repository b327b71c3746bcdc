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
    /// <returns>A range for each request of the plan.</returns>
    /// <exception cref="UserError">A value that would be stored in bytes has no quantizer: guessing its range would cost too much.</exception>
    public static IReadOnlyDictionary<Value, IReadOnlyList<ActivationRange>> Estimate(QuantizationPlan plan)
    {
        var graph = plan.Graph;
        RequireQuantizers(plan);
        var intervals = new Dictionary<Value, Interval> { [graph.Input] = Within(graph, graph.Input, Interval.Everything) };
        foreach (var node in graph.Nodes)
        {
            intervals[node.Output] = Within(graph, node.Output, node.Bounds(value => intervals[value]));
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
                $"The model is quantized, but not its tensor '{missing.Value.Name}', which has to be; give samples with --data, so that its range can be "
                    + "observed.");
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
}
