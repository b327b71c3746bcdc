namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// Solves y = (x - mean) / sqrt(variance + epsilon) * gain + shift for its parameters from what a region makes of chosen inputs, and tells from what it
/// makes of random ones whether it is that function at all.
/// </summary>
sealed class NormalizationSolver
{
    /// <summary>Largest difference from the region's values, relative to the largest of them.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Solved numbers are this close to the constants that they stand for.</summary>
    private const double Rounding = 1e-4;

    /// <summary>Inputs of this size have a variance beside which every epsilon counts.</summary>
    private const double Smallest = 1e-8;

    private readonly Region _region;
    private readonly int _axis;
    private readonly FloatGraph _graph;
    private readonly IReadOnlyList<float[]> _constants;

    private NormalizationSolver(Region region, int axis)
    {
        (_region, _axis) = (region, axis);
        _graph = new FloatGraph("normalization", region.Input, region.Nodes, region.Nodes[^1].Output);
        _constants =
        [
            .. region.Nodes.OfType<PrimitiveNode>().SelectMany(node => node.Operands).Select(operand => operand.Constant?.Elements).OfType<float[]>(),
        ];
    }

    /// <summary>Gain and shift for each index along the axis, and epsilon; null where the region is another function.</summary>
    public static (float[] Gain, float[] Shift, float Epsilon)? Solve(Region region, int axis) =>
        region.Input.Shape[axis] < 2 ? null : new NormalizationSolver(region, axis).Solve();

    private (float[] Gain, float[] Shift, float Epsilon)? Solve()
    {
        var channels = _region.Input.Shape[_axis];

        // An input of zeros leaves the shift.
        var shift = Exact(PerChannel(Run(new float[_region.Input.Shape.Length]), _ => 1));

        var random = Random(seed: 1, scale: 1, center: 0);
        var large = Run(random);
        var epsilon = Exact([Epsilon(random, large, shift)])[0];
        if (!(epsilon > 0) || !float.IsFinite(epsilon))
        {
            return null;
        }

        // Three inputs, because in one of them a channel may happen to be near the mean.
        var ones = Enumerable.Repeat(1f, channels).ToArray();
        float[][] inputs = [random, Random(seed: 5, scale: 1, center: 0), Random(seed: 6, scale: 1, center: 0)];
        float[] normal = [.. inputs.SelectMany(x => Normalized(x, ones, new float[channels], epsilon))];
        var gain = Exact(PerChannel([.. inputs.SelectMany(Run).Select((y, i) => y - shift[Channel(i)])], i => normal[i]));
        return IsSame(2, 0.1f, 0) && IsSame(3, 1, 0.5f) && IsSame(4, 3, -1) ? (gain, shift, epsilon) : null;

        bool IsSame(int seed, float scale, float center)
        {
            var x = Random(seed, scale, center);
            var (actual, expected) = (Run(x), Normalized(x, gain, shift, epsilon));
            var allowed = Tolerance * Math.Max(1, expected.Max(Math.Abs));
            return actual.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= allowed);
        }
    }

    /// <summary>
    /// An input and the same one divided by a number differ by how much epsilon counts beside their variances; most is seen of it where epsilon and the
    /// smaller variance are alike, which is looked for from large inputs to small ones.
    /// </summary>
    private float Epsilon(float[] x, float[] y, float[] shift)
    {
        var place = Enumerable.Range(0, y.Length).MaxBy(i => Math.Abs(y[i] - shift[Channel(i)]));
        double ratio, factor = 1;
        do
        {
            factor /= 10;
            var smaller = Run([.. x.Select(value => (float)(value * factor))]);
            ratio = Math.Pow((smaller[place] - shift[Channel(place)]) / (y[place] - shift[Channel(place)]), 2);
        }
        while (ratio > 0.9 && factor > Smallest);

        var variance = Variance(x, place - (Channel(place) * _region.Input.Shape.Inner(_axis)));
        return (float)(factor * factor * variance * (1 - ratio) / (ratio - (factor * factor)));
    }

    private float[] Run(float[] x) => FloatExecutor.Run(_graph, x);

    private int Channel(int place) => place / _region.Input.Shape.Inner(_axis) % _region.Input.Shape[_axis];

    /// <param name="row">Index of the first of the values that are normalized together.</param>
    private double Variance(float[] x, int row)
    {
        var (extent, inner) = (_region.Input.Shape[_axis], _region.Input.Shape.Inner(_axis));
        var values = Enumerable.Range(0, extent).Select(i => (double)x[row + (i * inner)]).ToList();
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private float[] Normalized(float[] x, float[] gain, float[] shift, float epsilon)
    {
        int[] last = [.. Enumerable.Range(0, _region.Input.Shape.Rank).Where(axis => axis != _axis), _axis];
        var (input, shape) = (new Value("x", _region.Input.Shape, null), _region.Input.Shape.Permute(last));
        Value turned = new("turned", shape, null), normal = new("normal", shape, null), output = new("y", _region.Input.Shape, null);
        Node[] nodes =
        [
            new TransposeNode("turn", input, last, turned), new LayerNormNode("norm", turned, gain, shift, epsilon, normal),
            new TransposeNode("back", normal, Permutations.Inverse(last), output),
        ];
        return FloatExecutor.Run(new FloatGraph("norm", input, nodes, output), x);
    }

    /// <summary>For each channel the factor by which the values are closest to those of a weight.</summary>
    private float[] PerChannel(float[] values, Func<int, double> weight)
    {
        var (products, squares) = (new double[_region.Input.Shape[_axis]], new double[_region.Input.Shape[_axis]]);
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, w) = (Channel(i), weight(i));
            products[channel] += values[i] * w;
            squares[channel] += w * w;
        }

        return [.. products.Select((product, c) => (float)(product / squares[c]))];
    }

    /// <summary>The numbers as they stand among the region's constants, which arithmetic has rounded; 1 or -1 where that is what they are.</summary>
    private float[] Exact(float[] solved)
    {
        foreach (var constant in _constants.Append([1f]).Append([-1f]))
        {
            if (constant.Length != solved.Length && constant.Length != 1)
            {
                continue;
            }

            float[] exact = [.. Enumerable.Range(0, solved.Length).Select(i => constant[i % constant.Length])];
            if (solved.Zip(exact).All(pair => IsClose(pair.First, pair.Second)))
            {
                return exact;
            }
        }

        return solved;
    }

    private static bool IsClose(float solved, float constant) => Math.Abs(solved - constant) <= Rounding * Math.Abs(constant);

    private float[] Random(int seed, float scale, float center)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, _region.Input.Shape.Length).Select(_ => (scale * ((random.NextSingle() * 2) - 1)) + center)];
    }
}
