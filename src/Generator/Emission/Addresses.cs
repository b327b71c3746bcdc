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
        _ => Typed(TypeName(slot), $"frame.{memory} + Buffers.{slot.Identifier}"),
    };

    /// <summary>
    /// Row 0 of a slot in rows. Where it holds one band only, it is one of those of which each thread has its own, and the band's first row
    /// lies at its start, so row 0 is as many rows before it.
    /// </summary>
    public static string RowZero(Slot slot, bool isBand) =>
        isBand ? $"unchecked({Of(slot, "Band")} - (nint)rowBegin * {Literals.Number(((RowLayout)slot.Layout).Stride)})" : Of(slot);

    /// <summary>C# type of a slot's elements.</summary>
    public static string TypeName(Slot slot) => slot.Type switch
    {
        ElementType.U8 => "byte",
        ElementType.S16 => "short",
        _ => "float",
    };

    /// <summary>An address of bytes as a pointer to elements of a type.</summary>
    public static string Typed(string type, string address) => type == "byte" ? address : $"({type}*)({address})";
}
