using System.Globalization;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// How a tensor lies in memory. A product that mixes channels reads rows; one that mixes tokens reads quads of tokens, so that four
/// consecutive k of a channel stand together as the dot-product instructions want them.
/// </summary>
abstract record TensorLayout
{
    /// <summary>Bytes that the tensor takes, without anything that kernels may read past its end.</summary>
    public abstract long Bytes { get; }
}

/// <summary>Row-major [Rows][Columns], rows <paramref name="Stride"/> elements apart.</summary>
sealed record RowLayout(int Rows, int Columns, int Stride, int ElementSize) : TensorLayout
{
    public override long Bytes => (long)Rows * Stride * ElementSize;

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "[{0}][{1}]", Rows, Columns);
}

/// <summary>
/// u8 [Outer][Tokens / 4][PaddedColumns][4]: element (o, t, c) is byte 4 * ((o * Quads + t / 4) * PaddedColumns + c) + t % 4.
/// </summary>
sealed record TokenQuadLayout(int Outer, int Tokens, int Columns) : TensorLayout
{
    public int Quads => (Tokens + 3) / 4;

    public int PaddedColumns => KernelFacts.RoundUp(Columns, KernelFacts.TileColumns);

    public override long Bytes => (long)Outer * Quads * PaddedColumns * 4;

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "[{0}][{1}][4]", Outer * Quads, PaddedColumns);
}

/// <summary>Shapes seen as the kernels see them.</summary>
static class Shapes
{
    public static int Columns(this TensorInfo tensor) => tensor.Shape[tensor.Shape.Count - 1];

    public static int Rows(this TensorInfo tensor) => tensor.Length / tensor.Columns();

    /// <summary>Splits a shape around an axis: product of the axes before it, the axis, product of those after it.</summary>
    public static (int Outer, int Axis, int Inner) Around(this TensorInfo tensor, int axis)
    {
        var shape = tensor.Shape.AsSpan();
        return (shape.Slice(0, axis).Product(), shape[axis], shape.Slice(axis + 1).Product());
    }

    /// <summary>The layout in which every kernel can write.</summary>
    public static RowLayout RowMajor(this TensorInfo tensor) => new(tensor.Rows(), tensor.Columns(), tensor.Columns(), tensor.ElementSize());

    public static int ElementSize(this TensorInfo tensor) => tensor.Type switch
    {
        ElementType.U8 => sizeof(byte),
        ElementType.S16 => sizeof(short),
        _ => sizeof(float),
    };
}
