using QMlp.ModelFormat;

namespace QMlp.Tests;

/// <summary>
/// Puts small valid models together for tests: tensors and steps by name, arrays of plausible, reproducible numbers. Multipliers are
/// such that outputs use their range without always being clamped.
/// </summary>
sealed class SampleModelBuilder(int seed)
{
    private readonly Random _random = new(seed);
    private readonly WeightStoreBuilder _store = new();
    private readonly List<TensorInfo> _tensors = [];
    private readonly List<Step> _steps = [];

    /// <summary>Declares a u8 tensor whose last axis is divided into <paramref name="groups"/> equal channel groups.</summary>
    public string U8(string name, int[] shape, int zeroPoint = 0, int groups = 1)
    {
        var quantizers = Enumerable.Range(0, groups)
            .Select(g => new Quantizer(shape[^1] / groups, 0.02f + (0.005f * g), zeroPoint, 0, 255));
        _tensors.Add(new TensorInfo(name, EquatableArray.Create(shape), ElementType.U8, quantizers.ToEquatableArray()));
        return name;
    }

    /// <summary>Declares a tensor of the residual stream.</summary>
    public string S16(string name, params int[] shape)
    {
        _tensors.Add(new TensorInfo(
            name, EquatableArray.Create(shape), ElementType.S16, EquatableArray.Create(new Quantizer(shape[^1], 0.00025f, 0, -32767, 32767))));
        return name;
    }

    /// <summary>Declares the logits.</summary>
    public string F32(string name, params int[] shape)
    {
        _tensors.Add(new TensorInfo(name, EquatableArray.Create(shape), ElementType.F32, EquatableArray<Quantizer>.Empty));
        return name;
    }

    public void Add(Step step) => _steps.Add(step);

    /// <summary>One group of a matrix product with random weights; the range of its output decides multipliers and clamp.</summary>
    /// <param name="bounded">The lower clamp is the zero point: a ReLU.</param>
    public LinearGroup Group(
        ElementType output, int rows, int depth, int columns = 1, int zeroPoint = 0, bool bounded = false, bool table = false,
        bool columnMultiplier = false, WeightLayout layout = WeightLayout.Panels, int bits = 8, int? groupSize = null)
    {
        var highest = bits == 8 ? 127 : 7;
        var weights = Enumerable.Range(0, rows * depth).Select(_ => (sbyte)_random.Next(-highest, highest + 1)).ToArray();
        var bias = Enumerable.Range(0, rows).Select(_ => _random.Next(-4000, 4000)).ToArray();
        var (low, high, range) = output switch
        {
            ElementType.U8 => (bounded ? zeroPoint : 0, 255, 255f),
            ElementType.S16 => (-32767, 32767, 16000f),
            _ => (0, 0, 4f),
        };

        var groups = groupSize is { } size ? ScaleGroups(rows, depth, size) : null;

        // Sums of random products grow with the square root of their number; 128 is a typical activation, 8 a typical multiplier.
        var unit = range / (128f * highest * MathF.Sqrt(depth) * (groups is null ? 1 : 8));
        return new LinearGroup(
            columns,
            new WeightMatrix(rows, depth, bits, layout, 0, _store.Add(WeightPacking.Pack(weights, rows, depth, bits, layout)), groups),
            _store.Add(bias),
            Floats(rows, unit * 0.5f, unit),
            columnMultiplier ? Floats(columns, 0.5f, 1.5f) : null,
            output == ElementType.U8 ? zeroPoint : 0,
            low,
            high,
            table ? Table("gelu") : null);
    }

    private ScaleGroups ScaleGroups(int rows, int depth, int size)
    {
        var multipliers = Enumerable.Range(0, rows * GroupMultipliers.Count(depth, size)).Select(_ => (byte)_random.Next(1, GroupMultipliers.Most + 1));
        return new ScaleGroups(size, _store.Add(GroupMultipliers.Pack(multipliers.ToArray(), rows, depth, size)));
    }

    /// <summary>A smooth increasing table, as of a sigmoid-like activation, with values of its own for each call.</summary>
    public ActivationTable Table(string function)
    {
        var bend = _random.Next(1, 9);
        var entries = Enumerable.Range(0, 256).Select(q => (byte)Math.Clamp(q - (((q * (255 - q)) >> 7) / bend), 0, 255));
        return new ActivationTable(_store.Add(entries.ToArray()), function, 0.025f);
    }

    public Section Floats(int count, float low, float high) =>
        _store.Add([.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * _random.NextSingle()))]);

    /// <summary>A golden vector of random values: its place in the file is right, its output is not what the network gives.</summary>
    public GoldenVector Golden(int inputLength, int outputLength)
    {
        var input = new byte[inputLength];
        _random.NextBytes(input);
        return new GoldenVector(_store.Add(input), Floats(outputLength, -4, 4));
    }

    public QuantizedModel Build(
        string name, ModelInput input, string output, GoldenVector? golden = null, int inlineLimit = WeightStoreBuilder.InlineLimit) =>
        new(
            name,
            new Provenance(
                "qmlp 0.1.0",
                name + ".onnx",
                Sha256Text.OfBytes([1]),
                _steps.Sum(Parameters),
                "samples.npy",
                Sha256Text.OfBytes([2]),
                300,
                TestProvenance.Settings),
            input,
            _tensors.ToEquatableArray(),
            _steps.ToEquatableArray(),
            output,
            golden is null ? EquatableArray<GoldenVector>.Empty : EquatableArray.Create(golden),
            _store.Build(inlineLimit));

    /// <summary>A float network of just these steps would have as many.</summary>
    private static long Parameters(Step step) => step switch
    {
        LinearStep linear => linear.Groups.Sum(group => ((long)group.Weights.Depth + 1) * group.Weights.Rows),
        LayerNormStep norm => (norm.Gain.Length + norm.Offset.Length) / sizeof(float),
        _ => 0,
    };
}
