using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace QMlp.ModelFormat;

/// <summary>
/// Gathers the arrays of a model into its <see cref="WeightStore"/>: little-endian, each at the next multiple of 64 bytes, gaps filled
/// with zeros. An array that is already there, byte for byte, is not stored twice. The same calls give the same block.
/// </summary>
sealed class WeightStoreBuilder
{
    /// <summary>Every section starts at a multiple of this: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>
    /// Largest block that stands inside the model file, in bytes. Emitted as literals, that much compiles in well under a second;
    /// beyond it an embedded resource costs nothing.
    /// </summary>
    public const int InlineLimit = 256 * 1024;

    private readonly Dictionary<(int Length, ulong Hash), List<Section>> _known = [];
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>What has been added so far, in its place; valid until the next call of Add.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, _length);

    /// <summary>Adds an array of unsigned bytes (u8 tensors, tables, packed weights) of at least one element.</summary>
    /// <exception cref="ArgumentException">The array is empty.</exception>
    /// <exception cref="OverflowException">The block would pass <see cref="ModelLimits.StoreBytes"/>.</exception>
    public Section Add(ReadOnlySpan<byte> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("A section holds at least one element.", nameof(values));
        }

        var key = (values.Length, Hash(values));
        if (!_known.TryGetValue(key, out var candidates))
        {
            _known.Add(key, candidates = []);
        }

        foreach (var candidate in candidates)
        {
            if (values.SequenceEqual(_bytes.AsSpan((int)candidate.Offset, candidate.Length)))
            {
                return candidate;
            }
        }

        var section = new Section(_length, values.Length);
        values.CopyTo(Extend(values.Length));
        candidates.Add(section);
        return section;
    }

    /// <summary>Adds an array of signed bytes.</summary>
    public Section Add(ReadOnlySpan<sbyte> values) => Add(MemoryMarshal.AsBytes(values));

    /// <summary>Adds an array of 32-bit integers (biases).</summary>
    public Section Add(ReadOnlySpan<int> values)
    {
        var bytes = new byte[checked(values.Length * sizeof(int))];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), values[i]);
        }

        return Add(bytes);
    }

    /// <summary>Adds an array of float32 values, bit for bit.</summary>
    public Section Add(ReadOnlySpan<float> values) => Add(MemoryMarshal.Cast<float, int>(values));

    /// <summary>
    /// The finished block: inline up to <paramref name="inlineLimit"/> bytes, in a sidecar beyond. Its length is a multiple of
    /// <see cref="Alignment"/>, so that a vector load of a last, shorter row stays inside.
    /// </summary>
    public WeightStore Build(int inlineLimit = InlineLimit)
    {
        var bytes = _bytes.AsSpan(0, _length).ToArray();
        return WeightStore.Of(bytes.Length <= inlineLimit ? WeightStorage.Inline : WeightStorage.Sidecar, bytes);
    }

    /// <summary>Grows the block by <paramref name="count"/> bytes and the zeros up to the next multiple of the alignment.</summary>
    private Span<byte> Extend(int count)
    {
        var end = checked(_length + count + (Alignment - 1)) / Alignment * Alignment;
        if (end > ModelLimits.StoreBytes)
        {
            throw new OverflowException($"The weights of a model are limited to {ModelLimits.StoreBytes} bytes.");
        }

        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(ModelLimits.StoreBytes, Math.Max(end, 2L * _bytes.Length)));
        }

        var target = _bytes.AsSpan(_length, count);
        _length = end;
        return target;
    }

    /// <summary>FNV-1a over 64 bits: only finds candidates, which are then compared.</summary>
    private static ulong Hash(ReadOnlySpan<byte> values)
    {
        var hash = 14695981039346656037;
        foreach (var value in values)
        {
            hash = unchecked((hash ^ value) * 1099511628211);
        }

        return hash;
    }
}
