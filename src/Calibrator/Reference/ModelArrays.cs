using System.Buffers.Binary;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>Reads the arrays of a model out of its weight store.</summary>
sealed class ModelArrays(QuantizedModel model)
{
    private readonly byte[] _bytes = model.Weights.Bytes
        ?? throw new ArgumentException("The weights of the model are not loaded.", nameof(model));

    private readonly Dictionary<WeightMatrix, sbyte[]> _weights = model.Steps.OfType<LinearStep>()
        .SelectMany(step => step.Groups)
        .Select(group => group.Weights)
        .Distinct()
        .ToDictionary(matrix => matrix, matrix => WeightPacking.Unpack(
            model.Weights.Bytes.AsSpan(checked((int)matrix.Data.Offset), matrix.Data.Length), matrix.Rows, matrix.Depth, matrix.Bits, matrix.Layout));

    /// <summary>Row-major weights [rows, depth].</summary>
    public sbyte[] Weights(WeightMatrix matrix) => _weights[matrix];

    public ReadOnlySpan<byte> Bytes(Section section) => _bytes.AsSpan(checked((int)section.Offset), section.Length);

    public int[] Ints(Section section)
    {
        var bytes = Bytes(section);
        var values = new int[bytes.Length / sizeof(int)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        }

        return values;
    }

    public float[] Floats(Section section) => Array.ConvertAll(Ints(section), BitConverter.Int32BitsToSingle);
}
