using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Reference;

/// <summary>Puts a quantized model together by hand, step by step, so that tests can state numbers worked out on paper.</summary>
sealed class ModelUnderTest
{
    private readonly List<TensorInfo> _tensors = [];
    private readonly List<Step> _steps = [];

    public WeightStoreBuilder Store { get; } = new();

    /// <summary>A tensor "x", the input: codes 0..255, scale 1, zero point 0.</summary>
    public ModelUnderTest(params int[] inputShape) => U8("x", inputShape);

    /// <summary>The same with an input of another kind.</summary>
    public ModelUnderTest(TensorInfo input) => Add(input);

    /// <summary>Bytes whose channels have a quantizer for each range, of scales 1, 2, 3 ...</summary>
    /// <param name="widths">Number of channels of each range.</param>
    public static TensorInfo Grouped(string name, int[] shape, params int[] widths) => new(
        name, EquatableArray.Create(shape), ElementType.U8, widths.Select((width, g) => new Quantizer(width, g + 1, g, 0, 255)).ToEquatableArray());

    public ModelUnderTest U8(string name, int[] shape, int zeroPoint = 0, int max = 255, float scale = 1) =>
        Add(new TensorInfo(name, EquatableArray.Create(shape), ElementType.U8, EquatableArray.Create(new Quantizer(shape[^1], scale, zeroPoint, 0, max))));

    public ModelUnderTest S16(string name, int[] shape, int max = 32767, float scale = 1) =>
        Add(new TensorInfo(name, EquatableArray.Create(shape), ElementType.S16, EquatableArray.Create(new Quantizer(shape[^1], scale, 0, -max, max))));

    public ModelUnderTest F32(string name, params int[] shape) =>
        Add(new TensorInfo(name, EquatableArray.Create(shape), ElementType.F32, EquatableArray<Quantizer>.Empty));

    public ModelUnderTest Add(TensorInfo tensor)
    {
        _tensors.Add(tensor);
        return this;
    }

    public ModelUnderTest Add(Step step)
    {
        _steps.Add(step);
        return this;
    }

    /// <summary>A group with row-major weights; layouts do not matter to the reference, so plain rows.</summary>
    public LinearGroup Group(
        int columns, int rows, sbyte[] weights, int[] bias, float[] multiplier, int zeroPoint, int low, int high, byte[]? table = null,
        float[]? columnMultiplier = null)
    {
        var depth = weights.Length / rows;
        var data = Store.Add(WeightPacking.Pack(weights, rows, depth, 8, WeightLayout.Rows));
        return new LinearGroup(
            columns, new WeightMatrix(rows, depth, 8, WeightLayout.Rows, 0, data), Store.Add(bias), Store.Add(multiplier),
            columnMultiplier is null ? null : Store.Add(columnMultiplier), zeroPoint, low, high,
            table is null ? null : new ActivationTable(Store.Add(table), "gelu", 1));
    }

    public QuantizedModel Build()
    {
        var input = _tensors[0];
        return new QuantizedModel(
            "test", TestProvenance.Of("none"),
            new ModelInput("x", input.Shape, "x", PixelLayout.None, EquatableArray.Create(1f), EquatableArray.Create(0f)),
            _tensors.ToEquatableArray(), _steps.ToEquatableArray(), _tensors[^1].Name, EquatableArray<GoldenVector>.Empty, Store.Build());
    }

    /// <summary>The integers of the last tensor for a quantized input.</summary>
    public int[] Run(params byte[] input)
    {
        var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
        new ReferenceInterpreter(Build()).Run(input, tensors);
        return tensors[_tensors[^1].Name].Integers;
    }

    /// <summary>The floats of the last tensor for a quantized input.</summary>
    public float[] RunFloat(params byte[] input) => new ReferenceInterpreter(Build()).Run(input);
}
