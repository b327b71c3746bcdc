using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>What operators that work row by row ask of a tensor.</summary>
static class RowWriting
{
    /// <summary>One row at a time can be written as rows, and as quads of tokens where a token is a row.</summary>
    public static bool CanBeWrittenByRows(this TensorInfo tensor, TensorLayout layout) =>
        layout is RowLayout || (tensor.Type == ElementType.U8 && layout is TokenQuadLayout quads && quads.Columns == tensor.Columns());

    /// <summary>All channel groups have the same limits; they always have, unless their bit widths differ.</summary>
    public static bool HasOneRange(this TensorInfo tensor) =>
        tensor.Quantization.All(quantizer => quantizer.Min == tensor.Quantization[0].Min && quantizer.Max == tensor.Quantization[0].Max);

    public static Bounds Bounds(this TensorInfo tensor) => new(tensor.Quantization[0].Min, tensor.Quantization[0].Max);

    /// <summary>Zero point of a tensor with one quantizer.</summary>
    public static int ZeroPoint(this TensorInfo tensor) => tensor.Quantization[0].ZeroPoint;
}
