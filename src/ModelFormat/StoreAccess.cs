using System.Runtime.InteropServices;

namespace QMlp.ModelFormat;

/// <summary>Typed views of the sections of a weight store that has been loaded.</summary>
static class StoreAccess
{
    /// <summary>The bytes of a section.</summary>
    public static ReadOnlySpan<byte> Span(this WeightStore store, Section section) =>
        store.Bytes is null
            ? throw new InvalidOperationException("the weights of this model have not been loaded")
            : store.Bytes.AsSpan(checked((int)section.Offset), section.Length);

    /// <summary>A section of float32 values. Stores are little-endian, as is every machine that QMlp runs on.</summary>
    public static ReadOnlySpan<float> Floats(this WeightStore store, Section section) => MemoryMarshal.Cast<byte, float>(store.Span(section));

    /// <summary>A section of signed 32-bit values.</summary>
    public static ReadOnlySpan<int> Ints(this WeightStore store, Section section) => MemoryMarshal.Cast<byte, int>(store.Span(section));
}
