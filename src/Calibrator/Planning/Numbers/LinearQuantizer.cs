using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Rounding;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// The numbers of a <see cref="LinearStep"/>: weights, biases, multipliers, clamp or table, proofs. Products of scales are
/// computed in double from float32 scales and rounded to float32 once.
/// </summary>
sealed class LinearQuantizer(PlannedLinear step, StepNumbers numbers)
{
    private readonly QuantizationSettings _settings = numbers.Settings;
    private readonly TensorQuantizers _quantizers = numbers.Quantizers;
    private readonly WeightStoreBuilder _store = numbers.Store;
    private readonly PlannedTensor _input = numbers.Input;
    private readonly PlannedTensor _output = numbers.Output;
    private readonly PlannedTensor? _residual = step.Residual is null ? null : numbers.Inputs[1];

    public LinearStep Quantize()
    {
        var axis = step.Node.Axis - 1;
        var inner = _input.Shape.Inner(axis);
        var residualMultiplier = _residual is null ? 0 : (float)((double)_quantizers[_residual][0].Scale / _quantizers[_output][0].Scale);
        return new LinearStep(
            step.Name, _input.Name, _residual?.Name, residualMultiplier, _output.Name, axis,
            step.Node.Groups.Select((_, g) => Group(g, axis, inner)).ToEquatableArray());
    }

    private LinearGroup Group(int g, int axis, int inner)
    {
        numbers.Cancellation.ThrowIfCancellationRequested();
        var group = step.Node.Groups[g];
        var input = OfGroup(_input, g);
        var output = _output.Type == ElementType.F32 ? null : OfGroup(_output, g);
        var (epilogue, table) = Epilogue(g, output);
        RequireFinite(group);
        var values = numbers.Pixels?.Fold(group) ?? group.Weights;
        var zeroPoints = numbers.Pixels?.ZeroPoints ?? [.. Enumerable.Repeat((double)input.ZeroPoint, group.Depth)];
        var seen = numbers.Samples?.Of(numbers.Step, g, zeroPoints, input.Scale, fromPixels: numbers.Pixels is not null);
        var bits = group.Integers?.Bits ?? _settings.WeightBitsOf(step.Name);
        var groupSize = group.Integers is null && bits == 4 ? _settings.WeightGroupSize : null;
        var weights = Given(group) ?? Round(group, values, bits, groupSize, input, zeroPoints, seen);
        var bias = _settings.BiasCorrection && seen is not null && group.Integers is null
            ? Corrected(group.Bias, seen.MeanErrors(values, weights))
            : [.. group.Bias];

        // Layouts follow from the mixed axis: channels are contiguous along the last one and are read as panels.
        var layout = axis == _input.Shape.Rank - 1 ? WeightLayout.Panels : WeightLayout.Rows;
        var certificate = SaturationCertificate.Compute(weights.Values, group.Rows, group.Depth, input.Max);
        return new LinearGroup(
            step.Node.Groups.Count == 1 ? inner : group.Columns,
            Store(weights, new WeightMatrix(group.Rows, group.Depth, bits, layout, certificate, default), groupSize),
            _store.Add(Biases(bias, weights, zeroPoints, input)),
            _store.Add(Multipliers(weights.Scales, input.Scale, epilogue.Scale, exact: group.Integers is null)),
            group.ColumnScale is null ? null : _store.Add(group.ColumnScale),
            epilogue.ZeroPoint,
            epilogue.Low,
            epilogue.High,
            table);
    }

    private Quantizer OfGroup(PlannedTensor tensor, int g) => _quantizers[tensor].Count == 1 ? _quantizers[tensor][0] : _quantizers[tensor][g];

    /// <summary>The weights of a layer that came quantized, as they are.</summary>
    private QuantizedWeights? Given(LinearWeights group) => group.Integers is { } integers
        ? new QuantizedWeights(integers.Values, numbers.Pixels?.FoldScales(integers.Scales) ?? integers.Scales, [])
        : null;

    private QuantizedWeights Round(
        LinearWeights group, float[] values, int bits, int? groupSize, Quantizer input, double[] zeroPoints, GroupInputs? seen)
    {
        // Corrected biases make up for the mean of the error, so only its variance is left for the rounding to make small.
        var moments = _settings.Rounding.NeedsMoments
            ? seen!.Moments.About(_settings.BiasCorrection ? seen.Moments.Means() : zeroPoints)
            : null;
        double[] smallest = [.. group.Bias.Select(bias => Math.Abs(bias) / (input.Scale * LargestBias))];
        var weights = new WeightsToRound(step.Name, values, group.Rows, group.Depth, bits, smallest, moments, groupSize);
        return numbers.Accumulation.Fit(weights, _settings.Rounding.Round(weights, numbers.Cancellation), input.Max, numbers.Cancellation);
    }

    /// <summary>Stores the integers of a matrix and, where weights have groups of their own scale, their multipliers.</summary>
    private WeightMatrix Store(QuantizedWeights weights, WeightMatrix matrix, int? groupSize)
    {
        var integers = groupSize is { } size ? weights.WithoutMultipliers(RowGroups.OfSize(matrix.Depth, size)) : weights.Values;
        return matrix with
        {
            Data = _store.Add(WeightPacking.Pack(integers, matrix.Rows, matrix.Depth, matrix.Bits, matrix.Layout)),
            ScaleGroups = groupSize is { } groups
                ? new ScaleGroups(groups, _store.Add(GroupMultipliers.Pack(weights.Multipliers, matrix.Rows, matrix.Depth, groups)))
                : null,
        };
    }

    private void RequireFinite(LinearWeights group)
    {
        if (!group.Weights.All(float.IsFinite) || !group.Bias.All(float.IsFinite) || group.ColumnScale?.All(float.IsFinite) == false)
        {
            throw new UserError($"The weights of '{step.Name}' hold values that are not finite; export the model again from a sound checkpoint.");
        }
    }

    private static double[] Corrected(float[] bias, double[] errors) => [.. bias.Zip(errors, (value, error) => value + error)];

    /// <summary>2^30: half of what a 32-bit bias can hold, the other half is for the products.</summary>
    private const double LargestBias = 1 << 30;

    /// <summary>
    /// bias[n] = round(b[n] / (scale_x * scale_w[n])) - sum over k of zeroPoint[k] * w[n, k]. Zero points of bytes are real numbers
    /// (255 times the mean), so the fraction of their sum is taken off before rounding.
    /// </summary>
    private int[] Biases(double[] bias, QuantizedWeights weights, double[] zeroPoints, Quantizer input)
    {
        var biases = new int[bias.Length];
        for (var n = 0; n < biases.Length; n++)
        {
            var row = weights.Values.AsSpan(n * zeroPoints.Length, zeroPoints.Length);
            var folded = 0.0;
            for (var k = 0; k < row.Length; k++)
            {
                folded += zeroPoints[k] * row[k];
            }

            var whole = Math.Floor(folded);
            var inUnits = Math.Round((bias[n] / ((double)input.Scale * weights.Scales[n])) - (folded - whole)) - whole;
            biases[n] = AccumulatorProof.RequireFits(step.Name, n, inUnits, row, input.Max);
        }

        return biases;
    }

    /// <param name="exact">
    /// False: in float32 throughout, as ONNX Runtime's kernels compute it, so that a model that came quantized gives the same integers there and here.
    /// </param>
    private static float[] Multipliers(float[] weightScales, float inputScale, float outputScale, bool exact) =>
        [.. weightScales.Select(scale => exact ? (float)((double)inputScale * scale / outputScale) : inputScale * scale / outputScale)];

    /// <summary>Scale, zero point and clamp that follow the product, and the table behind them.</summary>
    private (OutputCodes, ActivationTable?) Epilogue(int g, Quantizer? output)
    {
        if (output is null)
        {
            return (new OutputCodes(1, 0, 0, 0), null);
        }

        var function = step.Activation?[g];
        if (step.BeforeActivation is { } before)
        {
            var domain = _quantizers.GivenOf(before, g) ?? TableDomain(before, step.Node.Groups.Count == 1 ? 0 : g, function!, output);
            var table = ActivationTables.Store(_store, function!, domain, output);
            return (new OutputCodes(domain.Scale, domain.ZeroPoint, domain.Min, domain.Max), table);
        }

        var clip = function as ClipFunction ?? new ClipFunction(float.NegativeInfinity, float.PositiveInfinity);
        var (low, high) = (Bound(clip.Low, output), Bound(clip.High, output));
        if (_output.Type == ElementType.S16 && _quantizers.GivenOf(_output.Value, g) is { } given && given.Scale == output.Scale)
        {
            (low, high) = (Math.Max(low, given.Min - given.ZeroPoint), Math.Min(high, given.Max - given.ZeroPoint));
        }

        return (new OutputCodes(output.Scale, output.ZeroPoint, low, high), null);
    }

    private Quantizer TableDomain(Value input, int group, ActivationFunction function, Quantizer output)
    {
        var range = _quantizers.RangeOf(input, group);
        if (_settings.TrimFlatEnds)
        {
            range = ActivationTables.TrimFlatEnds(function, range, output);
        }

        return QuantizerChoice.Activation(input.Name, range, 1, QuantizerChoice.TableBits, _settings.Scheme);
    }

    private static int Bound(float bound, Quantizer output) =>
        (int)Math.Clamp(Math.Round((double)bound / output.Scale) + output.ZeroPoint, output.Min, output.Max);

    private readonly record struct OutputCodes(float Scale, int ZeroPoint, int Low, int High);
}
