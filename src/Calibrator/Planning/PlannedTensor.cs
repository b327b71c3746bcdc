using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>A tensor of the quantized network before its numbers are known.</summary>
/// <param name="Name">The value's name; with a suffix where the value is stored a second time in another type.</param>
/// <param name="Value">The value of the float network that it holds.</param>
/// <param name="Shape">One sample's shape: the value's without the leading batch axis.</param>
/// <param name="Groups">Number of equal contiguous channel groups that have a quantizer each; 0 for F32.</param>
/// <param name="Bits">Of its quantizers; 0 for F32.</param>
/// <param name="SameAs">The tensor whose quantizers this one has, because its values are the same elements elsewhere; or null.</param>
sealed record PlannedTensor(string Name, Value Value, Shape Shape, ElementType Type, int Groups, int Bits, PlannedTensor? SameAs = null)
{
    /// <summary>The value whose range or stated quantizers it has: <see cref="Value"/> itself, or what that holds the same elements of.</summary>
    public Value Observed { get; init; } = SameAs?.Value ?? Value;
}
