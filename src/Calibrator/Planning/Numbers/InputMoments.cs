using QMlp.Calibrator.Rounding;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// First and second moments of the integer inputs of a layer, each input vector with a weight: what errors in the products with it count
/// for. Sums of doubles in a fixed order, so that they are the same on every machine.
/// </summary>
/// <param name="withProducts">Whether second moments are wanted: they take far the longest.</param>
sealed class InputMoments(int depth, bool withProducts = true)
{
    /// <summary>Vectors that are gathered before their products are summed, so that each element of the sums is touched rarely.</summary>
    private const int Block = 256;

    /// <summary>[depth, Block]: vectors times the square root of their weights, so that the products of two elements carry the weight.</summary>
    private readonly double[] _block = new double[withProducts ? depth * Block : 0];
    private readonly double[] _products = new double[withProducts ? depth * depth : 0];
    private readonly double[] _sums = new double[depth];
    private double _weight;
    private int _gathered;

    /// <summary>Takes in the vector x[start + k * stride].</summary>
    public void Add(ReadOnlySpan<int> codes, int start, int stride, double weight)
    {
        _weight += weight;
        for (var k = 0; k < depth; k++)
        {
            _sums[k] += weight * codes[start + (k * stride)];
        }

        if (!withProducts)
        {
            return;
        }

        var root = Math.Sqrt(weight);
        for (var k = 0; k < depth; k++)
        {
            _block[(k * Block) + _gathered] = root * codes[start + (k * stride)];
        }

        if (++_gathered == Block)
        {
            Sum();
        }
    }

    /// <summary>Weighted mean of each input.</summary>
    public double[] Means() => [.. _sums.Select(sum => _weight > 0 ? sum / _weight : 0)];

    /// <summary>Weighted sum over the vectors of (x - origin)(x - origin)^T, row-major.</summary>
    /// <exception cref="InvalidOperationException">Second moments were not asked for.</exception>
    public double[] About(IReadOnlyList<double> origin)
    {
        if (!withProducts)
        {
            throw new InvalidOperationException("Second moments were not collected.");
        }

        Sum();
        var moments = new double[_products.Length];
        for (var i = 0; i < depth; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = _products[(i * depth) + j] - (origin[i] * _sums[j]) - (origin[j] * _sums[i]) + (origin[i] * origin[j] * _weight);
                moments[(i * depth) + j] = value;
                moments[(j * depth) + i] = value;
            }
        }

        return moments;
    }

    private void Sum()
    {
        var count = _gathered;
        Parallel.For(0, depth, i =>
        {
            var x = _block.AsSpan(i * Block, count);
            for (var j = 0; j <= i; j++)
            {
                _products[(i * depth) + j] += FixedOrder.Dot(x, _block.AsSpan(j * Block, count));
            }
        });
        _gathered = 0;
    }
}
