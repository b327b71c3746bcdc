using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

static class LinearGroupSize
{
    /// <summary>Bytes of weights, as kernels read them, bias, multipliers and table.</summary>
    public static long ConstantBytes(this LinearGroup group) =>
        group.Weights.MultipliedLength() + group.Bias.Length + group.Multiplier.Length
        + (group.ColumnMultiplier?.Length ?? 0) + (group.Table?.Data.Length ?? 0);
}
