using QMlp.Calibrator.Graph;
using DataType = QMlp.Calibrator.Onnx.Schema.TensorProto.Types.DataType;

namespace QMlp.Calibrator.Onnx;

/// <summary>What the elements of a constant are kept as: every float type as float32, every integer type as 64 bits.</summary>
enum ElementKind
{
    Float,
    Integer,
    Boolean,
}

/// <summary>
/// A tensor whose elements are known at import: an initializer, a Constant, or the result of folding. Rank 0 is a scalar.
/// </summary>
sealed class ConstantTensor
{
    private readonly float[]? _floats;
    private readonly long[]? _integers;

    public ConstantTensor(Shape shape, float[] values)
    {
        (Shape, Kind, _floats) = (shape, ElementKind.Float, values);
    }

    public ConstantTensor(Shape shape, long[] values, ElementKind kind = ElementKind.Integer)
    {
        (Shape, Kind, _integers) = (shape, kind, values);
    }

    public Shape Shape { get; }

    public ElementKind Kind { get; }

    /// <summary>Name of the initializer that the elements come from; null for folded values.</summary>
    public string? Name { get; init; }

    /// <summary>The type of an integer tensor in the file, which says what a quantizer with that zero point gives; null for folded values.</summary>
    public DataType? StoredType { get; init; }

    /// <summary>Of a float tensor that was dequantized: the integers that it was made of; null for any other.</summary>
    public QuantizedElements? Quantized { get; init; }

    public int Length => _floats?.Length ?? _integers!.Length;

    public bool IsFloat => Kind == ElementKind.Float;

    /// <summary>The elements of a float tensor, row-major.</summary>
    public float[] Floats => _floats ?? throw new InvalidOperationException("not a float tensor");

    /// <summary>The elements of an integer or boolean (0, 1) tensor, row-major.</summary>
    public long[] Integers => _integers ?? throw new InvalidOperationException("not an integer tensor");

    /// <summary>The same elements under another shape and, for views of initializers, the same name.</summary>
    public ConstantTensor Reshaped(Shape shape) => _floats is not null
        ? new ConstantTensor(shape, _floats) { Name = Name, Quantized = Quantized }
        : new ConstantTensor(shape, _integers!, Kind) { Name = Name, StoredType = StoredType };
}

/// <summary>
/// A dequantized constant, element by element, so that any move of the elements keeps the pairs together: element i is Scales[i] * Codes[i].
/// </summary>
/// <param name="Codes">Integers less their zero points.</param>
/// <param name="Bits">Width of the integers in the file: 4, 8 or 16.</param>
sealed record QuantizedElements(int[] Codes, float[] Scales, int Bits);
