using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>What a step reads: a slot, as it lies or through an index map.</summary>
/// <param name="View">The map through which the step sees the slot's elements; null where it sees them as they lie.</param>
sealed record Operand(Slot Slot, IndexMap? View = null)
{
    public static implicit operator Operand(Slot slot) => new(slot);
}

/// <summary>
/// Where each element stands in a slot: element (i0, i1, ...) is that at offset + i0 * strides[0] + i1 * strides[1] + ..., counted in elements.
/// </summary>
/// <param name="Dims">Shape of what is seen, in reading order; empty for one element.</param>
/// <param name="Strides">As many strides; may be 0 or negative.</param>
sealed record IndexMap(EquatableArray<int> Dims, EquatableArray<int> Strides, int Offset);
