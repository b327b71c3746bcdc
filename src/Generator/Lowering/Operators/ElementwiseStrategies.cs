using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Layer normalization, writing the layout that the next product reads.</summary>
sealed class NormalizationStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) =>
        step is LayerNormStep norm && demands.Tensor(norm.Input).Type == ElementType.S16 && demands.Tensor(norm.Output).HasOneRange();

    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands) => demands.Tensor(step.Output).CanBeWrittenByRows(layout);

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var norm = (LayerNormStep)step;
        var tensor = context.Tensor(norm.Output);
        return new Normalization(
            norm.Name, context.Method, context.RowsOf(norm.Input), output, tensor.Rows(), tensor.Columns(), norm.Epsilon, norm.Gain, norm.Offset, tensor.Bounds());
    }
}

/// <summary>A per-channel affine map, writing the layout that the next product reads.</summary>
sealed class RescalingStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) => step is RescaleStep rescale && demands.Tensor(rescale.Output).HasOneRange();

    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands) => demands.Tensor(step.Output).CanBeWrittenByRows(layout);

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var rescale = (RescaleStep)step;
        var tensor = context.Tensor(rescale.Output);
        return new Rescaling(
            rescale.Name, context.Method, context.RowsOf(rescale.Input), output, tensor.Rows(), tensor.Columns(), rescale.Gain, rescale.Offset, tensor.Bounds());
    }
}

/// <summary>Elementwise product of two tensors, writing the layout that the next product reads.</summary>
sealed class MultiplicationStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) => step is MultiplyStep;

    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands) => demands.Tensor(step.Output).CanBeWrittenByRows(layout);

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var multiply = (MultiplyStep)step;
        var (a, b, y) = (context.Tensor(multiply.Input), context.Tensor(multiply.Factor), context.Tensor(multiply.Output));
        return new Multiplication(
            multiply.Name, context.Method, context.RowsOf(multiply.Input), a.Quantization[0].ZeroPoint, context.RowsOf(multiply.Factor), b.Quantization[0].ZeroPoint,
            multiply.Multiplier, output, y.Rows(), y.Columns(), y.Quantization[0].ZeroPoint, y.Bounds());
    }
}

/// <summary>Mean over one axis, where all that follows the axis is the channels.</summary>
sealed class MeanPoolingStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) =>
        step is MeanStep mean && demands.Tensor(mean.Output).HasOneRange() && mean.Axis == demands.Tensor(mean.Input).Shape.Count - 2;

    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands) => layout is RowLayout;

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var mean = (MeanStep)step;
        var (outer, tokens, channels) = context.Tensor(mean.Input).Around(mean.Axis);
        return new MeanPooling(
            mean.Name, context.Method, context.RowsOf(mean.Input), output, outer, tokens, channels, mean.Gain, mean.Offset, context.Tensor(mean.Output).Bounds());
    }
}

/// <summary>A table for each range of columns that the input's quantizers divide it into.</summary>
sealed class TableLookupStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) =>
        step is TableStep table && table.Tables.Count == demands.Tensor(table.Input).Quantization.Count;

    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands) => layout is RowLayout;

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var table = (TableStep)step;
        var tensor = context.Tensor(table.Input);
        var ranges = table.Tables.Select((function, i) => new TableRange(tensor.Quantization[i].Channels, function.Data)).ToEquatableArray();
        return new TableLookup(table.Name, context.Method, context.RowsOf(table.Input), output, tensor.Rows(), tensor.Columns(), ranges);
    }
}

/// <summary>An index map, element by element.</summary>
sealed class RearrangementStrategy : IStrategy
{
    public bool Applies(Step step, LayoutDemands demands) => step is RearrangeStep;

    public bool CanWrite(Step step, TensorLayout layout, LayoutDemands demands) => layout is RowLayout;

    public PlanStep Lower(Step step, Slot output, LoweringContext context)
    {
        var rearrange = (RearrangeStep)step;
        return new Rearrangement(
            rearrange.Name,
            context.Method,
            context.RowsOf(rearrange.Input),
            output,
            context.Tensor(rearrange.Input).ElementSize(),
            rearrange.Dims,
            rearrange.Strides,
            rearrange.Offset);
    }
}

/// <summary>What the elementwise strategies ask of a tensor.</summary>
static class RowWriting
{
    /// <summary>One row at a time can be written as rows, and as quads of tokens where a token is a row.</summary>
    public static bool CanBeWrittenByRows(this TensorInfo tensor, TensorLayout layout) =>
        layout is RowLayout || (tensor.Type == ElementType.U8 && layout is TokenQuadLayout quads && quads.Columns == tensor.Columns());

    /// <summary>All channel groups have the same limits; they always have, unless their bit widths differ.</summary>
    public static bool HasOneRange(this TensorInfo tensor) =>
        tensor.Quantization.All(quantizer => quantizer.Min == tensor.Quantization[0].Min && quantizer.Max == tensor.Quantization[0].Max);

    public static Bounds Bounds(this TensorInfo tensor) => new(tensor.Quantization[0].Min, tensor.Quantization[0].Max);
}
