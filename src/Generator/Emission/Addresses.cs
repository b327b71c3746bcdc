using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>Where operands lie, as expressions of the emitted code.</summary>
static class Addresses
{
    /// <summary>First element of a slot, typed.</summary>
    public static string Of(Slot slot) => Of(slot, "Scratch");

    private static string Of(Slot slot, string memory) => slot.Place switch
    {
        SlotPlace.Input => "frame.Input",
        SlotPlace.Output when slot.Type == ElementType.F32 => "frame.Output",
        SlotPlace.Output => $"({TypeName(slot)}*)frame.Output",
        _ => Typed(slot, $"frame.{memory} + Buffers.{slot.Identifier}"),
    };

    /// <summary>
    /// Row 0 of a slot in rows. Where it holds one band only, it is one of those of which each thread has its own, and the band's first row
    /// lies at its start, so row 0 is as many rows before it.
    /// </summary>
    public static string RowZero(Slot slot, bool isBand) =>
        isBand ? $"unchecked({Of(slot, "Band")} - (nint)rowBegin * {Literals.Number(((RowLayout)slot.Layout).Stride)})" : Of(slot);

    /// <summary>A section of the weights as a pointer.</summary>
    public static string Of(Section section, string type) => type == "byte"
        ? $"frame.Weights + {Literals.Number(section.Offset)}"
        : $"({type}*)(frame.Weights + {Literals.Number(section.Offset)})";

    /// <summary>Weights as the kernels read them.</summary>
    public static string Of(WeightMatrix matrix, ExpandedWeights expanded) => matrix.ScaleGroups is null
        ? Of(matrix.Data, "byte")
        : $"Expanded.Weights + {Literals.Number(expanded.OffsetOf(matrix))}";

    /// <summary>C# type of a slot's elements.</summary>
    public static string TypeName(Slot slot) => slot.Type switch
    {
        ElementType.U8 => "byte",
        ElementType.S16 => "short",
        _ => "float",
    };

    private static string Typed(Slot slot, string address) => slot.Type == ElementType.U8 ? address : $"({TypeName(slot)}*)({address})";
}
