using System.Buffers.Binary;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>Reads the arrays of steps out of the block that holds them.</summary>
sealed class ModelArrays(IEnumerable<Step> steps, ReadOnlyMemory<byte> bytes)
{
    private readonly Dictionary<WeightMatrix, sbyte[]> _weights = steps.OfType<LinearStep>()
        .SelectMany(step => step.Groups)
        .Select(group => group.Weights)
        .Distinct()
        .ToDictionary(matrix => matrix, matrix => matrix.Effective(bytes.Span));

    public ModelArrays(QuantizedModel model)
        : this(model.Steps, model.Weights.Bytes ?? throw new ArgumentException("The weights of the model are not loaded.", nameof(model)))
    {
    }

    /// <summary>Row-major weights [rows, depth], multipliers of groups included.</summary>
    public sbyte[] Weights(WeightMatrix matrix) => _weights[matrix];

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
