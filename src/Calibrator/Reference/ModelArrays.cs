using System.Buffers.Binary;
using System.Collections.Concurrent;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>Reads the arrays of steps out of the block that holds them; several threads may at once.</summary>
sealed class ModelArrays(ReadOnlyMemory<byte> bytes)
{
    private readonly ConcurrentDictionary<WeightMatrix, sbyte[]> _weights = [];

    public ModelArrays(QuantizedModel model)
        : this(model.Weights.Bytes ?? throw new ArgumentException("The weights of the model are not loaded.", nameof(model)))
    {
    }

    /// <summary>Row-major weights [rows, depth], multipliers of groups included.</summary>
    public sbyte[] Weights(WeightMatrix matrix) => _weights.GetOrAdd(matrix, unpacked => unpacked.Effective(bytes.Span));

    public ReadOnlySpan<byte> Bytes(Section section) => bytes.Span.Slice(checked((int)section.Offset), section.Length);

    public int[] Ints(Section section)
    {
        var source = Bytes(section);
        var values = new int[source.Length / sizeof(int)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(source[(i * sizeof(int))..]);
        }

        return values;
    }

    public float[] Floats(Section section) => Array.ConvertAll(Ints(section), BitConverter.Int32BitsToSingle);
}
